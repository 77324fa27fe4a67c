/// The passwords of 12 characters and more that people choose most, in small letters; shorter ones are refused anyway.
enum GuessedPasswords {
    /// Whether `password`, in small letters, is such a password, or is made of one with digits before or after it.
    static func contain(_ password: String) -> Bool {
        if whole.contains(password) { return true }
        let letters = password.drop { $0.isNumber }.reversed().drop { $0.isNumber }.reversed()
        let word = String(letters)
        return words.contains(word) || words.contains { !word.isEmpty && word == $0 + $0 }
    }

    private static let whole: Set<String> = [
        "123456789012", "1234567890123", "12345678901234", "123456789123456789", "1234567891234567890",
        "12345678910", "123456789101", "1234567891011", "123456789101112", "012345678901", "987654321098",
        "0987654321098", "1q2w3e4r5t6y", "1q2w3e4r5t6y7u", "1q2w3e4r5t6y7u8i", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv",
        "qazwsxedcrfv", "qazwsxedcrfvtgb", "zaq12wsxcde3", "qwertyuiop123", "qwertyuiop1234", "qwertyuiop12345",
        "123qweasdzxc", "qweasdzxc123", "qwertyasdfgh", "qwertyasdfghzxcvbn", "asdfghjklzxcvbnm", "qwertyuiopasdfgh",
        "qwertyuiopasdfghjkl", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijkl", "abcdefghijklm", "abcdefghijklmnop",
        "abcdefghijklmnopqrstuvwxyz", "abc123abc123", "abcd1234abcd", "abcd1234efgh", "a1b2c3d4e5f6", "passw0rd1234",
        "p@ssw0rd1234", "p@ssword1234", "p@ssw0rd12345", "p4ssw0rd1234", "passw0rdpassw0rd", "passwordpassword1",
        "iloveyouforever", "ilovemyfamily", "correcthorsebatterystaple", "thisisapassword", "mypassword123",
        "changemeplease", "letmeinplease", "trustno1trustno1", "welcome2024!", "welcome2025!", "welcome2026!",
        "password2024!", "password2025!", "password2026!", "indonesia123", "indonesiaraya", "indonesia1945",
        "bhinnekatunggalika", "bismillah1234", "bismillahirrahmanirrahim", "alhamdulillah", "alhamdulillah1",
        "alhamdulillah123", "astaghfirullah", "subhanallah123", "rahasia12345", "katasandi123", "sayangkamu123",
        "akucintakamu", "akusayangkamu", "akucintakamu123", "cintaku12345", "garudaindonesia", "merahputih1945",
        "jakarta12345", "administrator1", "administrator123",
    ]

    /// Words that are refused with whatever digits around them, once or twice.
    private static let words: Set<String> = [
        "", "password", "passw0rd", "p@ssword", "p@ssw0rd", "passwd", "qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm",
        "abc", "abcd", "abcdef", "abcdefg", "letmein", "welcome", "admin", "administrator", "superadmin", "root",
        "iloveyou", "changeme", "default", "secret", "master", "monkey", "dragon", "sunshine", "princess", "football",
        "superman", "batman", "test", "testing", "user", "guest", "login", "salur", "payroll", "payout", "finance",
        "company", "computer", "internet", "samsung", "google", "facebook", "rahasia", "sandi", "katasandi",
        "bismillah",
        "indonesia", "jakarta", "bandung", "surabaya", "sayang", "cinta", "garuda", "merdeka", "pancasila", "keuangan",
        "gajian", "bendahara", "perusahaan", "kantor",
    ]
}
