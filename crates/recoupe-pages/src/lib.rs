//! An edition drawn for people: Markdown, HTML pages, pictures.
