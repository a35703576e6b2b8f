"""The papers in which measures of agreement are defined."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """Where a measure is defined: the full reference, and an address that leads to it."""

    reference: str
    link: str


SEMEVAL = Paper(
    "Segura-Bedmar, I., Martínez, P. & Herrero-Zazo, M. (2013). SemEval-2013 task 9: Extraction of drug-drug "
    "interactions from biomedical texts (DDIExtraction 2013). *SEM 2013, volume 2, 341–350.",
    "https://aclanthology.org/S13-2056",
)
HRIPCSAK = Paper(
    "Hripcsak, G. & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information "
    "retrieval. Journal of the American Medical Informatics Association 12(3), 296–298.",
    "https://doi.org/10.1197/jamia.M1733",
)
UNITIZING = Paper(
    "Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016). On the reliability of unitizing "
    "textual continua: Further developments. Quality & Quantity 50(6), 2347–2364.",
    "https://doi.org/10.1007/s11135-015-0266-1",
)
GAMMA = Paper(
    "Mathet, Y., Widlöcher, A. & Métivier, J.-P. (2015). The unified and holistic method gamma (γ) for "
    "inter-annotator agreement measure and alignment. Computational Linguistics 41(3), 437–479.",
    "https://doi.org/10.1162/COLI_a_00227",
)
ALPHA = Paper(
    "Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania, "
    "Annenberg School for Communication, departmental paper 43.",
    "https://repository.upenn.edu/asc_papers/43",
)
COHEN = Paper(
    "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological "
    "Measurement 20(1), 37–46.",
    "https://doi.org/10.1177/001316446002000104",
)
LIGHT = Paper(
    "Light, R. J. (1971). Measures of response agreement for qualitative data: Some generalizations and "
    "alternatives. Psychological Bulletin 76(5), 365–377.",
    "https://doi.org/10.1037/h0031643",
)
FLEISS = Paper(
    "Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin "
    "76(5), 378–382.",
    "https://doi.org/10.1037/h0031619",
)
HANDBOOK = Paper(
    "Gwet, K. L. (2014). Handbook of inter-rater reliability (4th ed.), chapter 2. Advanced Analytics.",
    "https://www.agreestat.com",
)
SCOTT = Paper(
    "Scott, W. A. (1955). Reliability of content analysis: The case of nominal scale coding. Public Opinion "
    "Quarterly 19(3), 321–325.",
    "https://doi.org/10.1086/266577",
)
GWET = Paper(
    "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high "
    "agreement. British Journal of Mathematical and Statistical Psychology 61(1), 29–48.",
    "https://doi.org/10.1348/000711006X126600",
)
BENNETT = Paper(
    "Bennett, E. M., Alpert, R. & Goldstein, A. C. (1954). Communications through limited-response "
    "questioning. Public Opinion Quarterly 18(3), 303–308.",
    "https://doi.org/10.1086/266520",
)
ARTSTEIN = Paper(
    "Artstein, R. & Poesio, M. (2008). Inter-coder agreement for computational linguistics. Computational "
    "Linguistics 34(4), 555–596.",
    "https://doi.org/10.1162/coli.07-034-R2",
)
