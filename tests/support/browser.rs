//! A browser for tests: it keeps cookies as real ones do, fills forms from the page they stand on, and reads what came back.

use std::collections::BTreeMap;
use std::sync::Mutex;

use scraper::{Html, Selector};

/// Somebody's browser.
pub struct Browser {
    base: String,
    cookies: Mutex<BTreeMap<String, String>>,
    language: &'static str,
    client: reqwest::Client,
}

/// The same person at the same browser: it has what this one has now.
impl Clone for Browser {
    fn clone(&self) -> Self {
        Self {
            base: self.base.clone(),
            cookies: Mutex::new(self.cookies()),
            language: self.language,
            client: self.client.clone(),
        }
    }
}

/// What came back.
pub struct Page {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: String,
    /// The same, where it is no text.
    pub bytes: Vec<u8>,
}

impl Browser {
    /// One without cookies, that asks for English.
    pub fn at(base: &str) -> Self {
        Self {
            base: base.to_owned(),
            cookies: Mutex::default(),
            language: "en",
            client: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                // The server ends what is idle for some seconds, and a test on a busy machine may be so slow.
                .pool_max_idle_per_host(0)
                .build()
                .expect("a client"),
        }
    }

    /// The same in another network, for whoever sends more forms than one network may. It keeps its connection.
    pub fn from_network(base: &str, number: u8) -> Self {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .local_address(std::net::IpAddr::from([127, 0, number, 1]))
            .build()
            .expect("a client");
        Self { client, ..Self::at(base) }
    }

    /// The same browser, asking for Greek.
    pub fn in_greek(mut self) -> Self {
        self.language = "el";
        self
    }

    /// Opens a page; follows no redirect.
    pub async fn get(&self, path: &str) -> Page {
        self.send(self.client.get(self.address(path))).await
    }

    /// How many bytes a page has on its way, compressed as every browser asks for it.
    pub async fn compressed(&self, path: &str) -> usize {
        let request = self.client.get(self.address(path)).header("Accept-Encoding", "gzip");
        let answer = request.header("Accept-Language", self.language).send().await.expect("an answer");
        assert_eq!(answer.headers()["content-encoding"], "gzip", "{path}");
        answer.bytes().await.expect("a body").len()
    }

    /// Opens a page that one has already, as it was then.
    pub async fn get_if_none_match(&self, path: &str, known: &str) -> Page {
        self.send(self.client.get(self.address(path)).header("If-None-Match", known)).await
    }

    /// Opens a page, and where it leads.
    pub async fn visit(&self, path: &str) -> Page {
        let page = self.get(path).await;
        self.follow(page).await
    }

    /// Sends a form with the hidden field of the page it stands on, and follows where it leads.
    pub async fn submit(&self, from: &Page, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(from, path, fields).await;
        self.follow(page).await
    }

    /// Sends a form with the hidden field of the page it stands on.
    pub async fn post(&self, from: &Page, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut all = vec![("csrf".to_owned(), from.csrf())];
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post_raw(path, serde_html_form::to_string(&all).expect("a form")).await
    }

    /// Fills in a form as it stands on a page, with some answers changed, and sends it; follows no redirect. An answer that
    /// is changed to nothing is left out, as a box without its tick is.
    pub async fn fill(&self, from: &Page, path: &str, changes: &[(&str, &str)]) -> Page {
        let mut fields = from.fields(path);
        fields.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        let changed = changes.iter().filter(|(_, value)| !value.is_empty());
        fields.extend(changed.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post_raw(path, serde_html_form::to_string(&fields).expect("a form")).await
    }

    /// Sends any body.
    pub async fn post_raw(&self, path: &str, body: impl Into<reqwest::Body>) -> Page {
        let request = self
            .client
            .post(self.address(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", "same-origin")
            .body(body);
        self.send(request).await
    }

    /// Sends a file from a page, as a form with a field for it does.
    pub async fn post_file(&self, from: &Page, path: &str, file: &[u8]) -> Page {
        self.post_file_with(from, path, file, &[]).await
    }

    /// The same, with what was typed beside it.
    pub async fn post_file_with(&self, from: &Page, path: &str, file: &[u8], typed: &[(&str, &str)]) -> Page {
        let line = "between the parts";
        let part = |name: &str| format!("--{line}\r\nContent-Disposition: form-data; {name}\r\n");
        let csrf = from.csrf();
        let fields: String = std::iter::once(&("csrf", &*csrf))
            .chain(typed)
            .map(|(name, value)| format!("{}\r\n{value}\r\n", part(&format!("name=\"{name}\""))))
            .collect();
        let head = format!(
            "{}Content-Type: application/zip\r\n\r\n",
            part("name=\"file\"; filename=\"takeout.zip\"")
        );
        let body =
            [fields.as_bytes(), head.as_bytes(), file, format!("\r\n--{line}--\r\n").as_bytes()].concat();
        let request = self
            .client
            .post(self.address(path))
            .header("Content-Type", format!("multipart/form-data; boundary=\"{line}\""))
            .header("Sec-Fetch-Site", "same-origin")
            .body(body);
        self.send(request).await
    }

    /// The cookies it keeps, by name.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.lock().expect("the cookies").clone()
    }

    /// Forgets every cookie, and takes these.
    pub fn set_cookies(&self, cookies: BTreeMap<String, String>) {
        *self.cookies.lock().expect("the cookies") = cookies;
    }

    async fn follow(&self, mut page: Page) -> Page {
        for _ in 0..5 {
            match page.location() {
                Some(to) if (300..400).contains(&page.status) => page = self.get(&to).await,
                _ => return page,
            }
        }
        panic!("this leads round in circles");
    }

    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Page {
        let cookies: Vec<String> =
            self.cookies().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer = request
            .header("Accept-Language", self.language)
            .header("Accept", "text/html")
            .header("Cookie", cookies.join("; "))
            .send()
            .await
            .expect("an answer");
        for set in answer.headers().get_all("set-cookie") {
            let set = set.to_str().expect("a cookie");
            let (name, rest) = set.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            let mut jar = self.cookies.lock().expect("the cookies");
            if value.is_empty() || set.contains("Max-Age=0") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let bytes = answer.bytes().await.expect("a body").to_vec();
        Page { status, headers, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}

impl Page {
    /// Where it sends the browser.
    pub fn location(&self) -> Option<String> {
        self.headers.get("location").map(|to| to.to_str().expect("an address").to_owned())
    }

    /// The hidden field of its forms; empty when it has none.
    pub fn csrf(&self) -> String {
        self.value("csrf").unwrap_or_default()
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> Option<String> {
        let selector = Selector::parse(&format!("input[name='{name}']")).expect("a selector");
        let document = Html::parse_document(&self.body);
        document.select(&selector).next().and_then(|field| field.attr("value")).map(ToOwned::to_owned)
    }

    /// What stands in the form that goes to a path, button aside.
    pub fn fields(&self, path: &str) -> Vec<(String, String)> {
        let document = Html::parse_document(&self.body);
        let form = Selector::parse(&format!("form[action='{path}']")).expect("a selector");
        let form = document.select(&form).next().unwrap_or_else(|| panic!("a form to {path}: {}", self.body));
        let (field, chosen) = (
            Selector::parse("input, select, textarea").expect("it"),
            Selector::parse("option[selected]").expect("it"),
        );
        let first = Selector::parse("option").expect("it");
        form.select(&field)
            .filter_map(|it| {
                let is_box = matches!(it.attr("type"), Some("radio" | "checkbox"));
                let value = match it.value().name() {
                    "select" => it.select(&chosen).chain(it.select(&first)).next()?.attr("value")?.to_owned(),
                    "textarea" => it.text().collect(),
                    _ => it.attr("value").filter(|_| !is_box || it.attr("checked").is_some())?.to_owned(),
                };
                Some((it.attr("name")?.to_owned(), value))
            })
            .collect()
    }

    /// The values of every field that the selector finds.
    pub fn values(&self, selector: &str) -> Vec<String> {
        self.attributes(selector, "value")
    }

    /// The words of every element that the selector finds.
    pub fn words(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        Html::parse_document(&self.body)
            .select(&selector)
            .map(|found| found.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    /// The row of a table in which the selector finds something, as a page of its own.
    pub fn row_with(&self, selector: &str) -> Self {
        let (row, inside) =
            (Selector::parse("tr").expect("a selector"), Selector::parse(selector).expect("a selector"));
        let document = Html::parse_document(&self.body);
        let found =
            document.select(&row).find(|row| row.select(&inside).next().is_some()).expect("such a row");
        let body = format!("<table>{}</table>", found.html());
        Self { status: self.status, headers: self.headers.clone(), body, bytes: Vec::new() }
    }

    /// Where its forms go that contain this in their address.
    pub fn actions(&self, part: &str) -> Vec<String> {
        let selector = Selector::parse("form[action]").expect("a selector");
        Html::parse_document(&self.body)
            .select(&selector)
            .filter_map(|form| {
                form.attr("action").filter(|action| action.contains(part)).map(ToOwned::to_owned)
            })
            .collect()
    }

    /// The addresses of every link that the selector finds.
    pub fn links(&self, selector: &str) -> Vec<String> {
        self.attributes(selector, "href")
    }

    /// An attribute of everything that the selector finds and that has it.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        Html::parse_document(&self.body)
            .select(&selector)
            .filter_map(|found| found.attr(name).map(ToOwned::to_owned))
            .collect()
    }
}
