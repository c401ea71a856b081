//! `generate` and `check`: a client crate for a document, with all that it needs to compile.

use clap::Args;
use clientgen::{FormerName, SourceFile};
use clientgen_build::write::{self, Target};
use clientgen_build::{Exit, Input, OutputLock, Patience, Runtime, View, generated, terminal};

use crate::job::{Client, Making};
use crate::options::Showing;
use crate::watch;

#[derive(Args, Debug)]
pub(crate) struct Generate {
    #[command(flatten)]
    making: Making,
    /// Write nothing, as `clientgen check`.
    #[arg(long)]
    check: bool,
    /// Continue where work may be lost: overwrite files that this program did not write, and accept a document that lost
    /// much of what the client has.
    #[arg(long)]
    force: bool,
    /// Take what URLs have today, and pin that in clientgen.lock.
    #[arg(long)]
    update: bool,
    /// Stay, and write the client again whenever a file that it is made from changes.
    #[arg(long, conflicts_with = "check")]
    watch: bool,
    /// Give everything the name of today's rules, also what has another name in surface.txt; prints the names that
    /// changed as `formerly` for the overrides, which keeps them as deprecated ones.
    #[arg(long)]
    rename: bool,
    /// Delete files in the folders of the client that this program did not write.
    #[arg(long)]
    prune: bool,
    #[command(flatten)]
    showing: Showing,
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    #[command(flatten)]
    making: Making,
    #[command(flatten)]
    showing: Showing,
}

/// What may be lost or change on the way.
#[derive(Clone, Copy, Debug)]
struct Permission {
    force: bool,
    prune: bool,
    rename: bool,
}

pub(crate) fn run(options: Generate) -> Exit {
    if options.check {
        return check(Check { making: options.making, showing: options.showing });
    }
    let permission = Permission { force: options.force, prune: options.prune, rename: options.rename };
    let view = options.showing.view();
    let write = |making: Making| each(making, &view, |client| write_client(client, permission, &options.showing));
    let making = options.making.pinning(options.update, false);
    if options.watch { watch::run(&making, write) } else { write(making) }
}

pub(crate) fn check(options: Check) -> Exit {
    each(options.making.pinning(false, true), &options.showing.view(), |client| check_client(client, &options.showing))
}

/// Makes every client, even after one with errors. Returns the first exit code that is not clean.
fn each(making: Making, view: &View, make: impl Fn(&Client) -> Exit) -> Exit {
    let clients = match making.clients(view) {
        Ok(clients) => clients,
        Err(exit) => return exit,
    };
    let exits: Vec<Exit> = clients.iter().map(make).collect();
    exits.into_iter().find(|exit| *exit != Exit::Clean).unwrap_or(Exit::Clean)
}

fn write_client(client: &Client, permission: Permission, showing: &Showing) -> Exit {
    let _lock = match OutputLock::wait(&client.out) {
        Ok(lock) => lock,
        Err(error) => return terminal::unusable_path(&client.out, &error),
    };
    let is_new = !clientgen_build::is_client(&client.out);
    let target = Target {
        force: permission.force,
        prune: permission.prune,
        is_module: client.input.is_module,
        quiet: showing.is_quiet(),
        ..Target::shared(&client.out)
    };
    let input = Input { renames: permission.rename, ..client.input.clone() };
    let is_toml = input.config.as_ref().and_then(|config| config.source.as_ref());
    let is_toml = is_toml.is_some_and(SourceFile::is_toml);
    let exit = with_files(client, &input, (&showing.view(), target.quiet), |generated| {
        let exit = write::write(&target, generated);
        if exit == Exit::Clean {
            print!("{}", FormerName::section(&generated.former_names, is_toml));
        }
        exit
    });
    if exit == Exit::Clean {
        advise(client, is_new);
    }
    exit
}

/// What the user has to add so that the client compiles where it is.
fn advise(client: &Client, is_new: bool) {
    let neighbour = || clientgen_build::neighbour_advice(&client.out).filter(|_| is_new);
    let advice = if client.input.is_module {
        let shared = client.input.runtime.as_ref().and_then(Runtime::folder);
        clientgen_build::module_advice(&client.out, shared)
    } else {
        clientgen_build::crate_advice(&client.out).or_else(neighbour)
    };
    let packages = clientgen_build::packages_advice(&client.input, &client.out);
    advice.iter().chain(&packages).for_each(|advice| terminal::note(advice));
}

fn check_client(client: &Client, showing: &Showing) -> Exit {
    let (quiet, is_module) = (showing.is_quiet(), client.input.is_module);
    let target = Target { quiet, is_module, ..Target::shared(&client.out) };
    with_files(client, &client.input, (&showing.view(), quiet), |generated| {
        write::check(&target, generated, "clientgen generate")
    })
}

fn with_files(
    client: &Client,
    input: &Input,
    (view, quiet): (&View, bool),
    then: impl FnOnce(&clientgen_build::Generated) -> Exit,
) -> Exit {
    let patience =
        (!quiet).then(|| Patience::with(format!("{} from {}", client.out.display(), client.input.spec.display())));
    let generated = generated(input, view);
    drop(patience);
    match generated {
        Ok(generated) => then(&generated),
        Err(exit) => exit,
    }
}
