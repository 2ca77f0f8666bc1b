"""Small words and phrases, and the part they play in the grammar."""

from __future__ import annotations

_BY_TAG: dict[str, str] = {
    "next": "volgende volgend next volgnde vlgnde volgene vlgd",
    "coming": "komende komend aanstaande aankomende aankomend eerstkomende eerstvolgende upcoming coming kommende",
    "previous": "vorige vorig voorgaande voorgaand previous vorrige voorig",
    "past": "afgelopen voorbije verleden jongstleden jl afglopen afgelope past",
    "final": "laatste",
    "last": "last",
    "this": "deze dit this huidige huidig dezelfde hetzelfde datzelfde current",
    "that": "dat die that",
    "the": "de den het the 't d'r d'n",
    "my": "mijn m'n my mn onze ons our uw je",
    "ago": "geleden ago gelede geleeden gelejen",
    "back": "terug",
    "later": "later",
    "earlier": "eerder vroeger earlier",
    "hence": "over",
    "in": "in",
    "within": "binnen within",
    "after": "na after nadat",
    "before": "voor before voordat",
    "since": "sinds since sedert sins sints sind",
    "from": "vanaf from vanuit beginnend startend starting vana vnaf",
    "van": "van v",
    "of": "of",
    "or": "or",
    "to": "to",
    "than": "dan than",
    "until": "tot until till untill",
    "through": "tm through",
    "between": "tussen between tusse",
    "and": "en and &",
    "but": "maar but",
    "at": "om at @ klokslag stipt",
    "on": "op on",
    "per": "per dd",
    "around": "rond circa ca rondom ongeveer about around approx roughly tegen ong omstreeks ofzo ish "
    "plusminus plm ± ~ zo'n",
    "by_then": "uiterlijk by",
    "begin": "begin start beginning",
    "half": "half ½",
    "three_quarters": "driekwart",
    "helft": "helft",
    "still": "nog still",
    "mid": "medio halverwege midden mid halfweg",
    "end_of": "eind einde ende end eindje",
    "ultimo": "ultimo",
    "rest": "rest",
    "every": "elke elk iedere ieder every each",
    "a": "een 'n a an n",
    "quarter": "kwart quarter",
    "halve": "halve",
    "one_and_half": "anderhalf anderhalve",
    "some": "paar couple wat",
    "few": "enkele few several enige meerdere",
    "correction": "nee no correctie bedoel sorry wacht oeps wait nope neen actually",
    "not": "niet not geen nie can't cannot cant won't",
    "except": "behalve except uitgezonderd",
    "opinion": "denk gok geloof misschien dacht meen vermoed schat think guess maybe waarschijnlijk hopelijk ergens",
    "early": "vroeg vroege early",
    "late": "laat late",
    "weekend": "weekend weekeinde weekends weekeind wkend",
    "workweek": "werkweek",
    "spring": "voorjaar lente spring",
    "summer": "zomer summer",
    "autumn": "najaar herfst autumn",
    "winter": "winter",
    "now": "nu now momenteel",
    "just_now": "zojuist zonet daarnet daarjuist daarstraks",
    "out": "uit",
    "indeed": "wel",
    "more": "ruim ruime goed meer dik dikke boven minstens zeker",
    "almost": "bijna krap haast nearly almost amper hooguit hoogstens maximaal max krapjes krappe kleine",
    "closely": "vlak kort net shortly right",
    "u": "u h uhr",
    "oclock": "o'clock oclock",
    "am": "am",
    "pm": "pm",
    "lunch": "lunch lunchpauze",
    "breakfast": "ontbijt",
    "plus": "plus +",
    "age": "oud old",
    "occasion": "afspraak gesprek alarm wekker plan meeting vergadering reservering appointment",
    "verb": "ga gaat gaan ging gingen ben bent is zijn was waren heb heeft hebben had hebt kom komt kwam kan kun kunt "
    "wil zal zou moet stop stopt word wordt werd krijg kreeg kregen begon liep loopt vertrek vertrok eindigt begint "
    "are were will have has got",
    "skip": "precies exact exactly sharp",
    "entire": "hele heel whole entire",
    "noun": "kans kind baan werkgever contract brief ronde verdieping plaats prijs klas zin hand",
    "wish": "fijn goede goeden goeie goei fijne prettige mooie lekkere gezellige geniet good happy nice",
    "thing": "euro eur gulden stuks procent liter kilo meter personen mensen keer leden collega's kinderen",
}
_PHRASES: dict[str, list[str]] = {
    "coming": ["a . s .", "a . s", "a s", "eerst volgende", "eerst komende"],
    "past": ["j . l .", "j . l", "j l"],
    "through": ["t / m", "tot en met", "tot & met", "t en m", "up to and including"],
    "until": ["tot aan", "up to"],
    "not_before": ["niet voor", "niet eerder dan", "not before", "niet vroeger dan", "pas vanaf", "pas na"],
    "since": ["op zijn vroegst", "op z'n vroegst", "at the earliest", "op of na", "na of op", "sinds het jaar"],
    "from": ["gerekend vanaf", "met ingang van", "m . i . v .", "m . i . v", "miv", "ingaande op", "ingaande per",
             "starting from"],
    "by_then": [
        "op of voor", "niet na", "niet later dan", "op zijn laatst", "op z'n laatst", "at the latest", "no later than",
        "voor of op", "voor of in", "uiterlijk op", "uiterlijk per", "op of eerder dan",
    ],
    "after": ["later dan", "na afloop van", "hoger dan"],
    "before": ["eerder dan", "vroeger dan", "earlier than"],
    "correction": [
        "ik bedoel", "i mean", "of nee", "oh nee", "o nee", "of eigenlijk", "no wait", "nee wacht", "ik bedoelde",
        "moet zijn", "of toch", "i meant", "scratch that", "oh wait", "make that", "bedoel ik", "vergiste me",
        "vergis me", "doe maar", "moest zijn", "wacht nee", "sorry nee", "nee sorry", "or rather",
    ],
    "few": ["a few", "een aantal"],
    "some": ["een paar", "a couple of", "a couple", "n paar", "'n paar", "een stuk of wat"],
    "just_now": ["just now"],
    "now": ["op het moment", "op dit moment", "right now"],
    "per": ["d . d .", "d . d", "met ingang"],
    "van": ["v . d .", "v . d", "v d"],
    "around": ["om en nabij", "zo rond", "zo ongeveer", "ergens rond", "in de buurt van", "zo tegen",
               "en een beetje", "en nog wat", "of zo", "of zoiets", "or so", "give or take"],
    "in": ["in de maand", "in the month of", "in het jaar", "ergens in", "in the year", "in de loop van"],
    "almost": ["nog geen", "net geen", "iets minder dan", "minder dan", "minder als", "less than", "just under",
               "nog niet", "going on", "close to", "tegen de"],
    "more": [
        "meer dan", "more than", "just over", "iets meer dan", "langer dan", "meer als", "langer als",
        "iets langer dan", "at least",
    ],
    "week_after_next": ["week na volgende", "week na de volgende", "week after next"],
    "over_tomorrow": ["day after tomorrow", "dag na morgen"],
    "before_yesterday": ["day before yesterday", "dag voor gisteren"],
    "one_and_half": ["een en een half", "een en half"],
    "a_unit_of": ["een jaar of", "jaar of", "jaartje of", "een jaartje of", "jr of"],
    "or_later": ["of later", "or later"],
    "or_earlier": ["of eerder", "or earlier"],
    "except": ["any day but", "every day but", "all days but", "anything but", "elke dag maar niet", "apart from"],
    "instead": ["in plaats van", "ipv", "i . p . v .", "i . p . v", "instead of", "rather than"],
    "not": ["liever niet", "rather not", "can't do", "cannot do", "cant do", "can not do", "can't make", "cannot make"],
    "filler": ["nu eenmaal", "nu en dan", "om de dag"],
    "asap": [
        "zo snel mogelijk", "zsm", "z . s . m", "zo spoedig mogelijk", "asap", "as soon as possible",
        "zo gauw mogelijk", "zo vroeg mogelijk", "the sooner the better",
        "hoe eerder hoe beter", "hoe sneller hoe beter", "eerste mogelijkheid", "first available",
    ],
}  # fmt: skip


def _by_word() -> dict[str, str]:
    words: dict[str, str] = {}
    for tag, line in _BY_TAG.items():
        for word in line.split():
            if word in words:
                raise ValueError(f"{word!r} stands under {words[word]!r} and {tag!r}")
            words[word] = tag
    return words


WORDS = _by_word()
PHRASES: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): tag for tag, phrases in _PHRASES.items() for phrase in phrases
}
LONGEST_PHRASE = max(len(words) for words in PHRASES)
