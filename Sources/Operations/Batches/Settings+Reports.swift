internal import PayoutReports
internal import SalurSettings

extension Settings {
    /// The forms in which reports are written.
    var reportForm: ReportForm {
        ReportForm(
            isForExcel: reportsForExcel, hasWorkbooks: reportFormats.contains(.xlsx),
            hasStatusReport: reportFormats.contains(.statusReport))
    }
}
