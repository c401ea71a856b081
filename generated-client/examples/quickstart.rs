//! Reads a user, tags them, walks through everybody, and looks at an enrolment.
//!
//! Without an account: `cargo run -p thrive-client --example quickstart` talks to a small server inside this program.
//! With one: set `THRIVE_TENANT_ID`, `THRIVE_API_SECRET` and, if it is not production, `THRIVE_BASE_URL`.
//! Only what the account already has is read then; nothing is changed.

#![expect(clippy::print_stdout, reason = "an example says what it does")]

use thrive_client::models::EnrolmentStatus;
use thrive_client::{Client, Credentials};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let account = std::env::var("THRIVE_TENANT_ID")
        .ok()
        .zip(std::env::var("THRIVE_API_SECRET").ok());
    match account {
        Some((tenant, secret)) => {
            let mut builder = Client::builder().credentials(Credentials::basic(tenant, secret));
            if let Ok(url) = std::env::var("THRIVE_BASE_URL") {
                builder = builder.base_url(url);
            }
            list(&builder.build()?).await?;
        }
        None => {
            let url = embedded::start()?;
            println!("no account in the environment, using the embedded server at {url}\n");
            let credentials = Credentials::basic("eu-west-2_AbcdEfghI", "secret");
            let client = Client::builder()
                .base_url(url)
                .credentials(credentials)
                .build()?;
            tour(&client).await?;
            list(&client).await?;
        }
    }
    Ok(())
}

/// A little of everything.
async fn tour(client: &Client) -> Result<(), thrive_client::Error> {
    let user = client.users().get("646767d82535201223349e09").await?;
    println!(
        "user {}: {}",
        user.id,
        user.email.as_deref().unwrap_or("no email address")
    );

    let result = client.users().add_tags(&user.id, ["leadership"]).await?;
    println!("tags: {}", result.message.as_deref().unwrap_or("done"));

    let enrolment = client
        .enrolments()
        .get("63feb35e1124643b940eeeca", "63f8c80136c4d82bba43efa0")
        .await?;
    match enrolment.status {
        Some(EnrolmentStatus::Overdue) => {
            println!("enrolment {}: time to remind them", enrolment.id)
        }
        Some(status) => println!("enrolment {}: {status}", enrolment.id),
        None => println!("enrolment {}: no status", enrolment.id),
    }

    match client.users().get("nobody").await {
        Ok(user) => println!("nobody is {}", user.id),
        Err(error) if error.is_not_found() => println!("nobody: there is no such user"),
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Everybody, page by page, with the next pages fetched ahead.
async fn list(client: &Client) -> Result<(), thrive_client::Error> {
    let mut users = client.users().list().per_page(2).items();
    let mut count = 0;
    while let Some(user) = users.next().await {
        let user = user?;
        count += 1;
        println!(
            "{}  {}  {}",
            progress(count, users.total()),
            user.id,
            user.last_name.as_deref().unwrap_or("-")
        );
        if count == 20 {
            println!("      ...");
            break;
        }
    }
    Ok(())
}

/// A bar of ten characters, as far as the server says how many items there are.
fn progress(count: u64, total: Option<u64>) -> String {
    let Some(total) = total.filter(|total| *total > 0) else {
        return format!("{count:>4}");
    };
    let done = usize::try_from(count.min(total) * 10 / total).unwrap_or_default();
    format!("[{:<10}] {count:>4} of {total}", "#".repeat(done))
}

/// A server with three users, good for this example only.
mod embedded {
    use std::io::{BufRead, BufReader, Read, Result, Write};
    use std::net::{TcpListener, TcpStream};

    pub(super) fn start() -> Result<String> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let url = format!("http://{}", listener.local_addr()?);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                std::thread::spawn(move || serve(stream));
            }
        });
        Ok(url)
    }

    fn serve(stream: TcpStream) -> Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut stream = stream;
        loop {
            let mut request_line = String::new();
            if reader.read_line(&mut request_line)? == 0 {
                return Ok(());
            }
            let length = read_headers(&mut reader)?;
            reader.by_ref().take(length).read_to_end(&mut Vec::new())?;
            let (status, body) = answer(&request_line);
            write!(
                stream,
                "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            )?;
        }
    }

    fn read_headers(reader: &mut impl BufRead) -> Result<u64> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            match line.trim_end().split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.trim().parse().unwrap_or(0);
                }
                Some(_) => {}
                None => return Ok(length),
            }
        }
    }

    fn answer(request_line: &str) -> (&'static str, &'static str) {
        let mut words = request_line.split(' ');
        let (method, target) = (
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default(),
        );
        match (method, target.split('?').next().unwrap_or_default()) {
            ("GET", "/rest/v1/user/646767d82535201223349e09") => ("200 OK", JOHN),
            ("GET", "/rest/v1/users") if target.contains("page=2") => ("200 OK", SECOND_PAGE),
            ("GET", "/rest/v1/users") => ("200 OK", FIRST_PAGE),
            ("POST", "/rest/v1/users/646767d82535201223349e09/tags") => ("200 OK", TAGGED),
            ("GET", path) if path.contains("/enrolments/") => ("200 OK", ENROLMENT),
            _ => ("404 Not Found", NOT_FOUND),
        }
    }

    const JOHN: &str = r#"{"id":"646767d82535201223349e09","email":"sample@thrivelearning.com","status":"active"}"#;
    const FIRST_PAGE: &str = r#"{"results":[{"id":"646767d82535201223349e09","lastName":"Doe"},{"id":"646767d82535201223349e0a","lastName":"Roe"}],"pagination":{"totalResults":3,"totalPages":2,"page":1,"perPage":2}}"#;
    const SECOND_PAGE: &str = r#"{"results":[{"id":"646767d82535201223349e0b","lastName":"Poe"}],"pagination":{"totalResults":3,"totalPages":2,"page":2,"perPage":2}}"#;
    const TAGGED: &str =
        r#"{"status":200.0,"message":"1 tag(s) added successfully to the learner."}"#;
    const ENROLMENT: &str = r#"{"id":"63f8c80136c4d82bba43efa0","status":"overdue","dueDate":"2023-09-23T09:09:16.076Z"}"#;
    const NOT_FOUND: &str = r#"{"status":404.0,"error":"Not Found","message":"no such user"}"#;
}
