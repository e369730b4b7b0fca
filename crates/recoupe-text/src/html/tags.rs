//! The elements that matter to reading.

/// An element by what it does to the text; all others are [`Tag::Other`] (inline).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[rustfmt::skip]
pub(super) enum Tag {
    /// A stretch of text.
    Text,
    /// Inline, or not known.
    Other,
    A, Address, Article, Aside, Audio, B, Base, Blockquote, Body, Br, Button, Canvas, Caption,
    Center, Code, Col, Colgroup, Dd, Del, Details, Dialog, Div, Dl, Dt, Embed, Fieldset,
    Figcaption, Figure, Footer, Form, H1, H2, H3, H4, H5, H6, Head, Header, Hgroup, Hr, Html,
    Iframe, Img, Input, Legend, Li, Link, Main, Map, Menu, Meta, Nav, Noscript, Object, Ol,
    Optgroup, Option, P, Pre, Script, Section, Select, Source, Style, Summary, Sup, Svg,
    Table, Tbody, Td, Template, Textarea, Tfoot, Th, Thead, Time, Title, Tr, Ul, Video, Wbr,
}

/// Longer names are none of ours.
const LONGEST_NAME: usize = 10;

impl Tag {
    /// The element of this name, in any case.
    #[rustfmt::skip]
    pub(super) fn of(name: &str) -> Self {
        let mut lower = [0_u8; LONGEST_NAME];
        let Some(lower) = lower.get_mut(..name.len()) else { return Self::Other };
        for (to, from) in lower.iter_mut().zip(name.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        match &*lower {
            b"a" => Self::A, b"address" => Self::Address, b"article" => Self::Article,
            b"aside" => Self::Aside, b"audio" => Self::Audio, b"b" | b"strong" => Self::B,
            b"base" => Self::Base, b"blockquote" => Self::Blockquote, b"body" => Self::Body,
            b"br" => Self::Br, b"button" => Self::Button, b"canvas" => Self::Canvas,
            b"caption" => Self::Caption, b"center" => Self::Center, b"code" => Self::Code,
            b"col" => Self::Col, b"colgroup" => Self::Colgroup, b"dd" => Self::Dd,
            b"del" | b"s" | b"strike" => Self::Del, b"details" => Self::Details,
            b"dialog" => Self::Dialog, b"div" => Self::Div, b"dl" => Self::Dl,
            b"dt" => Self::Dt, b"embed" => Self::Embed, b"fieldset" => Self::Fieldset,
            b"figcaption" => Self::Figcaption, b"figure" => Self::Figure,
            b"footer" => Self::Footer, b"form" => Self::Form, b"h1" => Self::H1,
            b"h2" => Self::H2, b"h3" => Self::H3, b"h4" => Self::H4, b"h5" => Self::H5,
            b"h6" => Self::H6, b"head" => Self::Head, b"header" => Self::Header,
            b"hgroup" => Self::Hgroup, b"hr" => Self::Hr, b"html" => Self::Html,
            b"iframe" => Self::Iframe, b"img" => Self::Img, b"input" => Self::Input,
            b"legend" => Self::Legend, b"li" => Self::Li, b"link" => Self::Link,
            b"main" => Self::Main, b"map" => Self::Map, b"menu" => Self::Menu,
            b"meta" => Self::Meta, b"nav" => Self::Nav, b"noscript" => Self::Noscript,
            b"object" => Self::Object, b"ol" => Self::Ol, b"optgroup" => Self::Optgroup,
            b"option" => Self::Option, b"p" => Self::P, b"pre" | b"listing" => Self::Pre,
            b"script" => Self::Script, b"section" => Self::Section,
            b"select" | b"datalist" => Self::Select, b"source" | b"track" | b"param"
            | b"area" => Self::Source, b"style" => Self::Style, b"summary" => Self::Summary,
            b"sup" => Self::Sup, b"svg" | b"math" => Self::Svg, b"table" => Self::Table,
            b"tbody" => Self::Tbody, b"td" => Self::Td, b"template" => Self::Template,
            b"textarea" => Self::Textarea, b"tfoot" => Self::Tfoot, b"th" => Self::Th,
            b"thead" => Self::Thead, b"time" => Self::Time, b"title" => Self::Title,
            b"tr" => Self::Tr, b"ul" | b"dir" => Self::Ul, b"video" => Self::Video,
            b"wbr" => Self::Wbr,
            _ => Self::Other,
        }
    }

    /// Elements without content.
    #[rustfmt::skip]
    pub(super) fn is_void(self) -> bool {
        matches!(self, Self::Base | Self::Br | Self::Col | Self::Embed | Self::Hr | Self::Img
            | Self::Input | Self::Link | Self::Meta | Self::Source | Self::Wbr)
    }

    /// Elements whose content is no markup, or is not shown.
    #[rustfmt::skip]
    pub(super) fn is_raw(self) -> bool {
        matches!(self, Self::Script | Self::Style | Self::Textarea | Self::Title
            | Self::Iframe | Self::Svg | Self::Template)
    }

    /// Elements that stand on lines of their own.
    #[rustfmt::skip]
    pub(super) fn is_block(self) -> bool {
        matches!(self, Self::Address | Self::Article | Self::Aside | Self::Blockquote
            | Self::Body | Self::Caption | Self::Center | Self::Dd | Self::Details
            | Self::Dialog | Self::Div | Self::Dl | Self::Dt | Self::Fieldset
            | Self::Figcaption | Self::Figure | Self::Footer | Self::Form | Self::H1
            | Self::H2 | Self::H3 | Self::H4 | Self::H5 | Self::H6 | Self::Header
            | Self::Hgroup | Self::Hr | Self::Html | Self::Legend | Self::Li | Self::Main
            | Self::Menu | Self::Nav | Self::Ol | Self::P | Self::Pre | Self::Section
            | Self::Summary | Self::Table | Self::Tbody | Self::Td | Self::Tfoot | Self::Th
            | Self::Thead | Self::Tr | Self::Ul)
    }

    /// Elements that hold nothing a reader reads.
    #[rustfmt::skip]
    pub(super) fn is_unread(self) -> bool {
        matches!(self, Self::Audio | Self::Button | Self::Canvas | Self::Colgroup
            | Self::Del | Self::Dialog | Self::Map | Self::Object | Self::Optgroup
            | Self::Option | Self::Select | Self::Video)
    }

    /// The level of a heading, 1 to 6.
    pub(super) fn heading(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }

    /// Elements that an end tag inside a cell does not reach through.
    pub(super) fn is_wall(self) -> bool {
        matches!(self, Self::Td | Self::Th | Self::Table | Self::Caption)
    }
}
