//! What the group knows: notes that help, of which nobody can tell whose they are but their authors.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::databases::Kind;
use crate::support::groups::Circle;
use crate::support::people::Person;

async fn two(app: &TestApp) -> (Circle, Person, Person) {
    let circle = app.a_group("Tuesday circle").await;
    let (ben, cleo) = (app.person().await, app.person().await);
    circle.joined_by(&ben, "Ben").await;
    app.app.clock.advance(TimeDelta::minutes(1));
    circle.joined_by(&cleo, "Cleo").await;
    (circle, ben, cleo)
}

impl Circle {
    pub fn notes(&self) -> String {
        format!("/g/{}/experience", self.id)
    }

    /// Somebody leaves a note.
    pub async fn noted_by(&self, who: &Person, words: &str, more: &[(&str, &str)]) -> Page {
        let path = format!("{}/new", self.notes());
        let form = who.browser.get(&path).await;
        let page = who.browser.submit(&form, &path, &[&[("words", words)], more].concat()).await;
        assert_eq!(page.status, 200, "{}", page.body);
        page
    }

    async fn read_by(&self, who: &Person) -> Vec<String> {
        who.browser.get(&self.notes()).await.words(".notes .typed")
    }

    /// The addresses at which somebody can change what is theirs.
    async fn mine(&self, who: &Person) -> Vec<String> {
        who.browser.get(&self.notes()).await.links(".notes a[href*='/experience/']")
    }

    async fn left_by(&self, who: &Person) {
        let leave = format!("/g/{}/leave", self.id);
        let ask = who.browser.get(&leave).await;
        who.browser.submit(&ask, &leave, &[]).await;
    }
}

on_both! {
    async fn a_note_is_read_by_the_group_and_changed_by_its_author_alone(app: TestApp) {
        let (circle, ben, cleo) = two(&app).await;
        circle.noted_by(&ben, "A walk before the evening <i>begins</i>.", &[]).await;
        let page = cleo.browser.get(&circle.notes()).await;
        assert_eq!(page.words(".notes .typed"), ["A walk before the evening <i>begins</i>."], "as it was written");
        assert_eq!(page.words(".notes .hint"), ["December 2026"], "no name, no day");
        let mine = circle.mine(&ben).await;
        assert_eq!((mine.len(), circle.mine(&cleo).await.len(), circle.mine(&circle.leader).await.len()), (1, 0, 0));
        for other in [&cleo, &circle.leader] {
            assert_eq!(other.browser.get(&mine[0]).await.status, 404);
            let any = other.browser.get("/me").await;
            assert_eq!(other.browser.post(&any, &mine[0], &[("words", "No.")]).await.status, 404);
            assert_eq!(other.browser.post(&any, &format!("{}/withdraw", mine[0]), &[]).await.status, 404);
        }
        let form = ben.browser.get(&mine[0]).await;
        assert_eq!(ben.browser.fill(&form, &mine[0], &[("words", "A walk.")]).await.status, 303);
        assert_eq!(circle.read_by(&cleo).await, ["A walk."]);
        let withdraw = format!("{}/withdraw", mine[0]);
        let form = ben.browser.get(&mine[0]).await;
        assert_eq!(ben.browser.post(&form, &withdraw, &[]).await.status, 303);
        assert_eq!(circle.read_by(&cleo).await, Vec::<String>::new());
        assert_eq!(app.db.count("experience"), 0, "withdrawn is gone");
    }

    async fn what_stays_was_left_to_the_group_and_the_rest_goes_with_its_author(app: TestApp) {
        let (circle, ben, cleo) = two(&app).await;
        circle.noted_by(&ben, "It stays.", &[("stays", "yes")]).await;
        circle.noted_by(&ben, "It goes.", &[]).await;
        circle.noted_by(&ben, "Signed, and stays.", &[("stays", "yes"), ("sign", "yes")]).await;
        circle.noted_by(&cleo, "Of Cleo.", &[]).await;
        let signed = cleo.browser.get(&circle.notes()).await.words(".notes .hint");
        assert_eq!(signed.iter().filter(|it| it.contains("Ben")).count(), 1, "{signed:?}");
        circle.left_by(&ben).await;
        let read: BTreeSet<String> = circle.read_by(&cleo).await.into_iter().collect();
        assert_eq!(read, ["It stays.", "Of Cleo.", "Signed, and stays."].map(str::to_owned).into());
        assert_eq!(app.db.count("experience"), 3, "the row is gone as well");
        let page = cleo.browser.get(&circle.notes()).await;
        assert!(!page.body.contains("Ben"), "the name goes: {:?}", page.words(".notes .hint"));
        // However a membership ends: without its author's key nobody reads what goes with them.
        let cleos = app.db.ids("membership AS it ORDER BY it.joined_at DESC")[0];
        app.db.execute(&format!("UPDATE experience SET signed_by = NULL; DELETE FROM membership WHERE id = {cleos}"));
        let read: BTreeSet<String> = circle.read_by(&circle.leader).await.into_iter().collect();
        assert_eq!(read, ["It stays.", "Signed, and stays."].map(str::to_owned).into());
    }

    async fn nothing_tells_whose_a_note_is_or_which_came_first(app: TestApp) {
        let (circle, ben, cleo) = two(&app).await;
        for n in 0..12 {
            let who = [&ben, &cleo, &circle.leader][n % 3];
            circle.noted_by(who, &format!("Note {n}."), &[]).await;
            app.app.clock.advance(TimeDelta::minutes(5));
        }
        let page = cleo.browser.get(&circle.notes()).await;
        let (read, written) = (page.words(".notes .typed"), (0..12).map(|n| format!("Note {n}.")).collect::<Vec<_>>());
        assert_ne!(read, written);
        assert_ne!(read, written.iter().rev().cloned().collect::<Vec<_>>());
        assert_eq!(read, circle.read_by(&ben).await, "the same for all");
        assert_eq!(page.words(".notes .hint").iter().collect::<BTreeSet<_>>().len(), 2, "the month, and one's own");
        // A row names neither a person nor a membership, and no two marks are the same.
        assert_eq!(app.db.count("(SELECT DISTINCT author_mark FROM experience) AS it"), 12);
        assert_eq!(app.db.count("experience WHERE signed_by IS NOT NULL"), 0);
        match app.db.kind {
            Kind::Sqlite => {
                let without = "sqlite_master WHERE name = 'experience' AND sql LIKE '%WITHOUT ROWID%'";
                assert_eq!(app.db.count(without), 1, "no order of insertion");
                assert_eq!(app.db.count("experience WHERE CAST(words AS TEXT) LIKE '%Note%'"), 0, "sealed");
            }
            Kind::Postgres => {
                assert_eq!(app.db.count("(SELECT DISTINCT CAST(xmin AS TEXT) FROM experience) AS it"), 1);
                let ctid = "(CAST(ctid AS TEXT)::point)";
                let place = format!("row_number() OVER (ORDER BY {ctid}[0], {ctid}[1]) AS place");
                let by_id = "row_number() OVER (ORDER BY id) AS by_id";
                let moved = format!("(SELECT {place}, {by_id} FROM experience) AS it WHERE place <> by_id");
                assert_eq!(app.db.count(&moved), 0, "they lie in the order of chance");
            }
        }
    }

    async fn notes_are_looked_through_blind_to_accents_and_taken_along(app: TestApp) {
        let (circle, ben, cleo) = two(&app).await;
        assert!(!circle.noted_by(&ben, "Περπάτημα πριν από το βράδυ.", &[]).await.body.contains("type=\"search\""));
        for words in ["Tea.", "# Music\n- loud", "A call to Ben.", "Bread.", "Sleep.", "Early."] {
            circle.noted_by(&cleo, words, &[]).await;
        }
        let found = async |q: &str| {
            let page = ben.browser.get(&format!("{}?q={q}", circle.notes())).await;
            (page.words(".notes .typed"), page.words("p[role=status]"))
        };
        assert_eq!(found("perpatima").await.0, ["Περπάτημα πριν από το βράδυ."]);
        assert_eq!(found("TEA").await.0, ["Tea."]);
        let (none, said) = found("kayak").await;
        assert!(none.is_empty() && said[0].contains("Of 7 notes, none"), "{said:?}");
        let file = ben.browser.get(&format!("{}.md", circle.notes())).await;
        assert_eq!(file.headers["content-type"], "text/markdown; charset=utf-8");
        assert_eq!(file.headers["content-disposition"], "attachment; filename=\"notes.md\"");
        assert_eq!(file.headers["cache-control"], "no-store");
        assert!(file.body.starts_with("# What helped us\n\n## December 2026\n"), "{}", file.body);
        assert_eq!(file.body.matches("\n## ").count(), 7);
        assert!(file.body.contains("\\# Music\n\\- loud") && file.body.contains("Περπάτημα"), "{}", file.body);
        assert!(!file.body.contains("Tuesday"), "the file does not name the group");
    }

    async fn what_cannot_be_taken_is_said_in_place_and_kept(app: TestApp) {
        let (circle, ben, _) = two(&app).await;
        let path = format!("{}/new", circle.notes());
        let form = ben.browser.get(&path).await;
        let long = "ά".repeat(1001);
        for words in ["", " \n ", long.as_str()] {
            let page = ben.browser.post(&form, &path, &[("words", words), ("sign", "yes")]).await;
            assert_eq!(page.status, 422);
            assert!(!page.words("#words-error").is_empty());
            assert_eq!(page.values("#sign[checked]"), ["yes"], "what was chosen is kept");
            assert!(page.body.contains(words.trim()));
        }
        assert_eq!(app.db.count("experience"), 0);
        circle.noted_by(&ben, "Tea.", &[]).await;
        let mine = circle.mine(&ben).await.remove(0);
        let form = ben.browser.get(&mine).await;
        assert_eq!(ben.browser.fill(&form, &mine, &[("words", " ")]).await.status, 422);
        assert_eq!(circle.read_by(&ben).await, ["Tea."]);
        // The group keeps so many.
        app.db.execute(match app.db.kind {
            Kind::Sqlite => "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 299)
                INSERT INTO experience SELECT i, it.group_id, it.author_mark, it.words, it.month, it.stays, NULL, FALSE, 'group', 1 FROM n, experience it",
            Kind::Postgres => "INSERT INTO experience SELECT i, it.group_id, it.author_mark, it.words, it.month, it.stays, NULL, FALSE, 'group', 1
                FROM generate_series(1, 299) AS i, experience it",
        });
        assert_eq!(ben.browser.get(&path).await.status, 409);
        let any = ben.browser.get("/me").await;
        assert_eq!(ben.browser.post(&any, &path, &[("words", "One more.")]).await.status, 409);
    }
}
