extension Indonesian {
    /// What stops a batch that goes wrong.
    static let stopLoss: [String: String] = [
        """
        one of the first rows did not succeed, so no other was sent (dispatch.canary): see with salur status what is \
        wrong; if all others are to be sent all the same, %1, then %2
        """:
            """
        salah satu baris pertama tidak berhasil, jadi yang lain tidak dikirim (dispatch.canary): lihat dengan salur \
        status apa yang salah; jika yang lain tetap harus dikirim, %1, lalu %2
        """,
        """
        too many rows did not succeed (dispatch.stopAtFailures): see with salur status what is wrong; if the others \
        are to be sent all the same, %1, then %2
        """:
            """
        terlalu banyak baris yang tidak berhasil (dispatch.stopAtFailures): lihat dengan salur status apa yang salah; \
        jika yang lain tetap harus dikirim, %1, lalu %2
        """,
        "one of the first rows did not succeed (dispatch.canary): look, then resume or close the batch":
            "salah satu baris pertama tidak berhasil (dispatch.canary): periksa, lalu lanjutkan atau tutup batch-nya",
        "too many rows did not succeed (dispatch.stopAtFailures): look, then resume or close the batch":
            "terlalu banyak baris gagal (dispatch.stopAtFailures): periksa, lalu lanjutkan atau tutup batch-nya",
    ]
}
