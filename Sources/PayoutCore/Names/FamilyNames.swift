/// Words of names that say more than their letters: family names, and given names of men.
enum FamilyNames {
    /// Whether a word is known as a family name, or as a last name that is used as one.
    ///
    /// Most Indonesians have no family name: two given names that change places, or a name and that of the father, may
    /// be another person. Only where a known family name moves, the person is the same.
    static func contains(_ word: NameWord) -> Bool {
        ofClans.contains(word.text) || chinese.contains(word.text) || lastNames.contains(word.text)
    }

    /// Whether it is a name of people who seldom are called Muhammad or Siti: with it, `M.` may be Maria.
    static func isOfOtherFaiths(_ word: NameWord) -> Bool {
        chinese.contains(word.text) || baptismal.contains(word.text)
    }

    /// Whether it is the name of a clan, which says nothing of the faith.
    static func isOfClan(_ word: NameWord) -> Bool { ofClans.contains(word.text) }

    static func isChinese(_ word: NameWord) -> Bool { chinese.contains(word.text) }

    /// Whether men are usually called so: with a woman's title in front, it is the name of her husband.
    static func isOfMen(_ word: NameWord) -> Bool { men.contains(word.text) }

    /// Batak, Nias, Toraja, Minahasa, Maluku, Timor, Flores, Dayak.
    private static let ofClans: Set<String> = [
        "aritonang", "bangun", "banjarnahor", "barus", "batubara", "butarbutar", "damanik", "gaol", "girsang",
        "ginting", "gultom", "harahap", "hasibuan", "hutabarat", "hutagalung", "hutahaean", "hutajulu", "hutapea",
        "hutasoit", "karokaro", "limbong", "lubis", "lumbanbatu", "lumbangaol", "lumbanraja", "lumbantobing",
        "lumbantoruan", "malau", "manalu", "manik", "manihuruk", "manullang", "manurung", "marbun", "marpaung",
        "matondang", "munthe", "nababan", "naibaho", "nadeak", "nainggolan", "napitu", "napitupulu", "nasution",
        "pakpahan", "pandiangan", "panggabean", "panjaitan", "pardede", "pardosi", "pasaribu", "pane", "perangin",
        "peranginangin", "pohan", "purba", "rajagukguk", "rangkuti", "rambe", "ritonga", "sagala", "samosir", "saragi",
        "saragih", "sembiring", "siagian", "siahaan", "sianipar", "sianturi", "sibarani", "sibuea", "siburian",
        "sidabutar", "sidabalok", "sidauruk", "sigalingging", "sihaloho", "sihite", "sihombing", "sihotang",
        "silaban", "silaen", "silalahi", "silitonga", "simamora", "simanihuruk", "simanjorang", "simanjuntak",
        "simangunsong", "simanungkalit", "simarmata", "simatupang", "simbolon", "sinaga", "sinambela", "singarimbun",
        "sinuraya", "sinulingga", "sipahutar", "sipayung", "siregar", "sirait", "sitanggang", "sitepu", "sitindaon",
        "sitinjak", "sitohang", "sitompul", "sitorus", "situmeang", "situmorang", "sormin", "tampubolon", "tanjung",
        "tarigan", "tobing", "togatorop", "turnip", "ujung", "daulay", "dalimunthe", "zebua", "gulo", "laia", "zega",
        "telaumbanua", "harefa", "hulu", "lase", "mendrofa", "waruwu", "nazara", "zai", "pongtuluran", "rombe",
        "tandilintin", "sumual", "lumintang", "lasut", "mandagi", "manoppo", "mokoginta", "mamesah", "mantiri",
        "massie", "pangemanan", "pangkey", "ratulangi", "rumengan", "runtuwene", "sondakh", "sumampouw", "supit",
        "tumbelaka", "tumewu", "waworuntu", "wenas", "wowor", "kawilarang", "karundeng", "kalangi", "lontoh",
        "mangindaan", "maramis", "rompas", "sumarauw", "tangkudung", "walangitan", "warouw", "wullur", "latuconsina",
        "latupapua", "leimena", "lekatompessy", "manuhutu", "manuputty", "matulessy", "nanulaitta", "nikijuluw",
        "pattiasina", "pattinama", "pattinasarany", "pattipeilohy", "pattiwael", "pelupessy", "rehatta", "sahetapy",
        "salampessy", "sahulata", "sapulette", "soumokil", "tahitu", "tupamahu", "tuhumury", "wattimena", "wattimury",
        "benu", "bria", "fernandez", "hornay", "kapitan", "kleden", "liliweri", "lamanepa", "mooy", "ndoen", "nope",
        "parera", "riwu", "tukan", "wangge", "wila", "banoet", "tanaem", "nahak", "seran", "klau", "wuwur",
    ]

    private static let chinese: Set<String> = [
        "auw", "auwyang", "ang", "bong", "chai", "chan", "chandra", "chen", "chia", "chow", "chua", "djie", "djong",
        "gan", "go", "gouw", "goei", "han", "ho", "hoo", "huang", "hung", "jap", "jo", "jong", "kam", "kang", "khoe",
        "khouw", "kho", "khoo", "khong", "ko", "koo", "kow", "kwa", "kwee", "kwek", "kwik", "kwok", "lai", "lam", "lau",
        "lauw", "lay", "lee", "leo", "li", "liang", "lie", "liem", "lim", "lin", "liong", "liu", "lo", "loa", "loe",
        "loo", "low", "lu", "ng", "njo", "njoo", "nio", "oei", "oen", "oey", "ong", "oh", "oo", "ouw", "ouwyang",
        "phang", "pang", "pek", "phoa", "poa", "pouw", "que", "se", "sia", "siauw", "sie", "siem", "sim", "siow",
        "so", "soe", "souw", "sun", "tan", "tang", "tay", "teh", "teng", "teo", "thay", "the", "thio", "thie", "tio",
        "tjan", "tjandra", "tjhin", "tjia", "tjiong", "tjioe", "tjoa", "tjong", "tjoe", "tju", "tung", "wang", "wee",
        "wong", "wu", "yang", "yap", "yeo", "yo", "yong", "yu", "zhang", "zhou",
    ]

    /// Names in the last place that are used as family names.
    private static let lastNames: Set<String> = [
        "aditama", "alatas", "assegaf", "bachdim", "bakrie", "baswedan", "budiman", "budiono", "cahyadi", "cahyono",
        "darmawan", "dharmawan", "djojohadikusumo", "firmansyah", "gunadi", "gunarso", "gunawan", "hadikusumo",
        "hadinata", "hadiwijaya", "hakim", "halim", "handoko", "handoyo", "hardjono", "hariyanto", "harjono",
        "hartanto", "hartono", "haryanto", "hermanto", "hermawan", "hidayat", "indrawan", "irawan", "iskandar",
        "kartawijaya", "kartiko", "kosasih", "kuncoro", "kurnia", "kurniadi", "kurniawan", "kusnadi", "kusuma",
        "kusumah", "kusumawardani", "kusumawati", "kusumo", "laksana", "laksono", "lesmana", "lestari", "limanto",
        "mahendra", "maulana", "mulyadi", "mulyana", "mulyani", "mulyono", "nugraha", "nugroho", "nurhayati",
        "nurhidayat", "oktavian", "oktaviani", "pamungkas", "pangestu", "permadi", "prabowo", "pradana", "prakoso",
        "pranata", "pranoto", "prasetya", "prasetyo", "pratama", "prawira", "prayitno", "prayogo", "priyono",
        "purnama", "purnomo", "purwanto", "puspita", "puspitasari", "rahardja", "rahardjo", "raharjo", "rahayu",
        "rahmawati", "ramadhan", "ramadhani", "riyadi", "riyanto", "salim", "santosa", "santoso", "saputra",
        "saputro", "sasongko", "setiabudi", "setiadi", "setiawan", "setiawati", "setyawan", "shihab", "siswanto",
        "siswoyo", "soebandi", "subagyo", "sudarsono", "sudibyo", "sudirman", "sudjarwo", "sugianto", "sugiarto",
        "sugiharto", "suharto", "suhartono", "suherman", "sukarno", "sukmana", "sukmawati", "sulistyo", "sulistyowati",
        "sumantri", "sumarno", "supriadi", "supriyadi", "supriyanto", "surya", "suryadi", "suryana", "suryanto",
        "suryono", "susanti", "susanto", "susilo", "susilowati", "sutanto", "sutedja", "sutedjo", "sutrisno",
        "suwandi", "suwarno", "suyanto", "syahputra", "tanoto", "tanudjaja", "tanuwijaya", "tedjo", "trihatmodjo",
        "utama", "utami", "utomo", "wardana", "wardhana", "wardhani", "wibawa", "wibisono", "wibowo", "wicaksono",
        "widiastuti",
        "widjaja", "widjajanto", "widjojo", "widodo", "widyastuti", "wijaksono", "wijaya", "wijayanti", "wijayanto",
        "winata", "wiranata", "wirawan", "wiryawan", "wulandari", "yulianti", "yulianto", "yuliani", "yuwono",
        "zulkarnain",
    ]

    private static let baptismal: Set<String> = [
        "agnes", "agustinus", "albertus", "aloysius", "andreas", "anna", "antonius", "benediktus", "bernadeta",
        "christina", "christian", "christine", "daniel", "elisabeth", "ester", "fransisca", "fransiska", "fransiskus",
        "fransiscus", "gabriel", "ignatius", "johanes", "johannes", "kristian", "kristina", "kristiana", "lukas",
        "margaretha", "maria", "markus", "martha", "martin", "matius", "monika", "natalia", "paulus", "petrus", "rosa",
        "simon", "stefanus", "stephanus", "theresia", "theodorus", "thomas", "veronika", "yakobus", "yohana", "yohanes",
        "yosef", "yosefina", "yuliana", "yulius", "yustinus",
    ]

    private static let men: Set<String> = [
        "abdul", "aditya", "adi", "agung", "agus", "ahmad", "akhmad", "andi", "andri", "anton", "antonius", "ari",
        "arif", "arief", "arya", "asep", "bagas", "bagus", "bambang", "bayu", "benny", "budi", "budiman", "cahyo",
        "candra", "cecep", "dadang", "danang", "daniel", "david", "dedi", "deni", "denny", "didik", "dimas", "djoko",
        "doni", "eddy", "edi", "eko", "fajar", "faisal", "ferry", "galih", "gatot", "gunawan", "hadi", "hamid",
        "handoko", "hari", "hartono", "hasan", "hendra", "hendri", "hendro", "herman", "heru", "husein", "ibrahim",
        "imam", "indra", "irfan", "irwan", "iwan", "jaelani", "jajang", "joko", "jono", "krisna", "kurniawan",
        "mahmud", "mohammad", "muhamad", "muhammad", "mulyadi", "mulyono", "nanang", "parman", "prabowo", "pratama",
        "purnomo", "rachmat", "rahmat", "reza", "ridwan", "rizal", "rudi", "rudy", "rusdi", "sapto", "satria",
        "setiawan", "setyo", "sigit", "slamet", "suharto", "suhartono", "sukarno", "sulaiman", "sumarno", "suparman",
        "supardi", "suparno", "supri", "supriyadi", "suryadi", "susilo", "sutrisno", "suwarno", "syahrul", "taufik",
        "teguh", "tono", "toni", "tukimin", "udin", "ujang", "usman", "wahyudi", "wawan", "widodo", "yanto", "yudi",
        "yusuf", "zainal", "zainuddin",
    ]
}
