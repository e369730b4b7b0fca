//! Currencies: codes of ISO 4217, signs, and scales written in one word with a code (MUSD).
//! The names of currencies stand in `data/{en,fr}/values-currencies.txt`.

use super::lexicon::Sense;

/// A currency as the text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Currency {
    /// ISO 4217.
    pub(super) code: &'static str,
    /// The text does not say which country's.
    pub(super) assumed: bool,
    /// How the form must be written to count.
    pub(super) form: Form,
}

/// How a form must be written in the text to be read as a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Any case.
    Any,
    /// A name, which stands only after its number: "dollars".
    Name,
    /// Capitals: many codes are words ("ALL", "TRY", "TOP").
    Capitals,
    /// Capitals glued to the sign: `A$`, for "a $10bn deal" holds no Australian dollar.
    GluedSign,
}

impl Currency {
    /// From a table's argument: a code, with `?` where it is assumed.
    pub(super) fn named(argument: &'static str) -> Self {
        let code = argument.trim_end_matches('?');
        Self { code, assumed: code.len() < argument.len(), form: Form::Name }
    }
}

/// Signs, and signs with letters before them. `?`: assumed.
const SIGNS: &[(&str, &str, Form)] = &[
    ("$", "USD?", Form::Any),
    ("us $", "USD", Form::GluedSign),
    ("u . s . $", "USD", Form::Any),
    ("u . s $", "USD", Form::Any),
    ("usd $", "USD", Form::Any),
    ("$ usd", "USD", Form::Any),
    ("c $", "CAD", Form::Any),
    ("ca $", "CAD", Form::GluedSign),
    ("can $", "CAD", Form::GluedSign),
    ("cad $", "CAD", Form::Any),
    ("cdn $", "CAD", Form::Any),
    ("a $", "AUD", Form::GluedSign),
    ("au $", "AUD", Form::GluedSign),
    ("aud $", "AUD", Form::Any),
    ("nz $", "NZD", Form::Any),
    ("hk $", "HKD", Form::Any),
    ("s $", "SGD", Form::GluedSign),
    ("sg $", "SGD", Form::GluedSign),
    ("nt $", "TWD", Form::GluedSign),
    ("mex $", "MXN", Form::Any),
    ("r $", "BRL", Form::GluedSign),
    ("€", "EUR", Form::Any),
    ("£", "GBP", Form::Any),
    ("¥", "JPY?", Form::Any),
    ("￥", "JPY?", Form::Any),
    ("₹", "INR", Form::Any),
    ("rs", "INR?", Form::Any),
    ("₩", "KRW", Form::Any),
    ("₽", "RUB", Form::Any),
    ("₺", "TRY", Form::Any),
    ("₪", "ILS", Form::Any),
    ("₴", "UAH", Form::Any),
    ("฿", "THB", Form::Any),
    ("₫", "VND", Form::Any),
    ("₦", "NGN", Form::Any),
    ("₱", "PHP", Form::Any),
    ("₡", "CRC", Form::Any),
    ("₵", "GHS", Form::Any),
    ("₿", "BTC", Form::Any),
    ("₸", "KZT", Form::Any),
    ("kr", "SEK?", Form::Any),
    ("skr", "SEK", Form::Any),
    ("nok", "NOK", Form::Any),
    ("zl", "PLN", Form::Any),
    ("rmb", "CNY", Form::Any),
    ("rm", "MYR", Form::Capitals),
    ("fcfa", "XOF", Form::Any),
    ("sfr", "CHF", Form::Any),
];

/// Codes that are no word of either language, so that any case will do.
const CODES_IN_ANY_CASE: &str = "USD EUR GBP CAD AUD CHF JPY CNY HKD INR";

/// Active codes of ISO 4217 (and the bitcoin's), read in capitals only.
const CODES: &str = "AED AFN AMD AOA ARS AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB \
    BRL BSD BTC BTN BWP BYN BZD CDF CLP COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB FJD \
    FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG HUF IDR ILS IQD IRR ISK JMD JOD KES KGS KHR KMF \
    KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK \
    MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF \
    SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TRY TTD TWD TZS \
    UAH UGX UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW";

/// Codes that are also words of a headline in capitals: they count before a number only when
/// glued to it.
pub(super) const CODES_THAT_ARE_WORDS: &[&str] =
    &["TRY", "MAD", "PEN", "GEL", "BAM", "SOS", "COP", "NAD", "RON", "BOB", "CUP", "ANG"];

/// Scales that are written in one word with a code.
const JOINED_SCALES: &[(&str, u32)] =
    &[("k", 3), ("m", 6), ("mn", 6), ("md", 9), ("bn", 9)];

/// Codes that are seen in one word with a scale.
const JOINED_CODES: &str = "USD EUR GBP CAD AUD CHF SEK NOK DKK JPY";

/// Every sign and code with its sense, for the lexicons of all languages.
pub(super) fn symbols_and_codes() -> Vec<(String, Sense)> {
    let signs = SIGNS.iter().map(|&(form, code, rule)| {
        (
            form.to_owned(),
            Sense::Currency(Currency { form: rule, ..Currency::named(code) }),
        )
    });
    let any = codes(CODES_IN_ANY_CASE, Form::Any);
    let capitals = codes(CODES, Form::Capitals);
    let joined = JOINED_SCALES.iter().flat_map(|&(scale, power)| {
        JOINED_CODES.split_whitespace().map(move |code| {
            let currency = Currency { code, assumed: false, form: Form::Any };
            (format!("{scale}{code}"), Sense::ScaledCurrency(power, currency))
        })
    });
    signs.chain(any).chain(capitals).chain(joined).collect()
}

fn codes(list: &'static str, form: Form) -> impl Iterator<Item = (String, Sense)> {
    list.split_whitespace().map(move |code| {
        (code.to_owned(), Sense::Currency(Currency { code, assumed: false, form }))
    })
}
