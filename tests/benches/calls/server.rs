//! What the server responds, with as little work as possible.

use crate::clients::USERS;
use crate::process;

/// Serves the users.
pub(crate) fn serve() {
    let answers = USERS.map(|user| (user, process::response(&user.body())));
    process::serve(move |first, stream| {
        let (_, answer) = answers.iter().find(|(user, _)| first.contains(user.name())).unwrap();
        process::send(answer, stream);
    });
}
