"""Tables of spans: for spreadsheets, for analysis, for programs that compute agreement."""
