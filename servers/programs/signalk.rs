//! Signal K: waypoints, routes, regions, notes and charts of a boat.

use api::models::{Chart, Note, Region, Route, Waypoint};
use api::{Client, ClientBuilder, Credentials};
use serde_json::json;
use servers::{Journal, Setup, model};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let builder: ClientBuilder = Setup::from_env().builder();
    let client = builder.credentials(Credentials::none()).build().expect("the settings are valid");
    let mut journal = Journal::default();
    journal.ok("list kinds of resources", client.resources().list().send()).await;
    waypoints(&client, &mut journal).await;
    routes(&client, &mut journal).await;
    notes(&client, &mut journal).await;
    charts(&client, &mut journal).await;
    providers(&client, &mut journal).await;
}

async fn waypoints(client: &Client, journal: &mut Journal) {
    let waypoints = client.waypoints();
    let waypoint: Waypoint = model(json!({
        "name": "Harbour", "description": "Visitors moor on the left.", "type": "slipway",
        "feature": {"type": "Feature", "geometry": {"type": "Point", "coordinates": [4.123456789, 50.5]}, "properties": {}, "id": ""}
    }));
    let created = journal.ok("create waypoint", waypoints.create(&waypoint).send()).await;
    let id = created.map(|created| created.id.to_string()).unwrap_or_default();
    journal.ok("list waypoints", waypoints.list().send()).await;
    // The document has commas between the four numbers, and the server does not take them.
    let with_commas = waypoints.list().bbox([4.0, 50.0, 5.0, 51.0]);
    journal.refused("list waypoints in a box", 400, with_commas.send()).await;
    let repeated = ["4", "50", "5", "51"]
        .into_iter()
        .fold(waypoints.list().limit(5), |list, number| list.query_extra("bbox", number));
    journal.ok("list waypoints in a box, repeated", repeated.send()).await;
    journal.ok("get waypoint", waypoints.get(id.as_str()).send()).await;
    let renamed: Waypoint = model(json!({
        "name": "Old harbour",
        "feature": {"type": "Feature", "geometry": {"type": "Point", "coordinates": [4.2, 50.6]}}
    }));
    journal.ok("replace waypoint", waypoints.update(id.as_str(), &renamed).send()).await;
    let wrong: Waypoint = model(json!({
        "name": "Nowhere",
        "feature": {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [4.2, 50.6]}}
    }));
    journal.refused("create waypoint that is a polygon", 400, waypoints.create(&wrong).send()).await;
    journal.ok("delete waypoint", waypoints.delete(id.as_str()).send()).await;
    journal.refused("get deleted waypoint", 404, waypoints.get(id.as_str()).send()).await;
    journal.refused("get waypoint of a wrong id", 400, waypoints.get("harbour").send()).await;
}

async fn routes(client: &Client, journal: &mut Journal) {
    let route: Route = model(json!({
        "name": "To the island", "distance": 4321,
        "feature": {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": [[4.1, 50.1], [4.2, 50.2], [4.3, 50.1]]},
            "properties": {"coordinatesMeta": [{"name": "Start"}, {"name": "Buoy"}, {"name": "Island"}]}
        }
    }));
    let created = journal.ok("create route", client.routes().create(&route).send()).await;
    let id = created.map(|created| created.id.to_string()).unwrap_or_default();
    journal.ok("list routes", client.routes().list().send()).await;
    journal.ok("get route", client.routes().get(id.as_str()).send()).await;
    let region: Region = model(json!({
        "name": "Shallow", "feature": {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [[[4.1, 50.1], [4.2, 50.1], [4.2, 50.2], [4.1, 50.1]]]}
        }
    }));
    journal.ok("create region", client.regions().create(&region).send()).await;
    journal.ok("list regions", client.regions().list().send()).await;
}

async fn notes(client: &Client, journal: &mut Journal) {
    let note: Note = model(json!({
        "title": "Rocks", "description": "Not on the chart.", "mimeType": "text/plain",
        "position": {"latitude": 50.123456789, "longitude": 4.5}, "properties": {"author": "Jo"}
    }));
    let created = journal.ok("create note", client.notes().create(&note).send()).await;
    let id = created.map(|created| created.id.to_string()).unwrap_or_default();
    journal.ok("list notes", client.notes().list().send()).await;
    let near = client.notes().list().distance(100_000).query_extra("position", "4.5").query_extra("position", "50.1");
    journal.ok("list notes nearby", near.send()).await;
    journal.ok("get note", client.notes().get(id.as_str()).send()).await;
}

async fn charts(client: &Client, journal: &mut Journal) {
    let chart: Chart = model(json!({
        "name": "Bay", "description": "The bay and its island.", "identifier": "bay", "bounds": [4.0, 50.0, 5.0, 51.0],
        "minzoom": 3, "maxzoom": 12, "type": "tilelayer", "url": "http://charts.example/{z}/{x}/{y}.png", "format": "png"
    }));
    let created = journal.ok("create chart", client.charts().create(&chart).send()).await;
    let id = created.map(|created| created.id.to_string()).unwrap_or_default();
    journal.ok("list charts", client.charts().list().send()).await;
    journal.ok("get chart", client.charts().get(id.as_str()).send()).await;
}

async fn providers(client: &Client, journal: &mut Journal) {
    journal.ok("list providers", client.providers().list_for_resource("notes").send()).await;
    journal.ok("get default provider", client.providers().get_default_for_resource("notes").send()).await;
    let unknown = client.providers().update_default_for_resource("notes", "nobody");
    journal.refused("set an unknown provider", 400, unknown.send()).await;
}
