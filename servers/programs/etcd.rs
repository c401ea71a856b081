//! etcd: keys, transactions, leases, users, the state of the cluster. All that it takes and answers is the JSON of
//! protocol buffers, with 64-bit integers and bytes as strings.

use std::collections::BTreeMap;

use api::models::{
    AuthpbPermissionType, EtcdserverpbAlarmRequest, EtcdserverpbAuthRoleAddRequest, EtcdserverpbAuthRoleGetRequest,
    EtcdserverpbAuthRoleGrantPermissionRequest, EtcdserverpbAuthUserAddRequest, EtcdserverpbAuthUserGetRequest,
    EtcdserverpbAuthUserGrantRoleRequest, EtcdserverpbCompactionRequest, EtcdserverpbDeleteRangeRequest,
    EtcdserverpbLeaseGrantRequest, EtcdserverpbLeaseRevokeRequest, EtcdserverpbLeaseTimeToLiveRequest,
    EtcdserverpbPutRequest, EtcdserverpbRangeRequest, EtcdserverpbTxnRequest, EtcdserverpbWatchRequest,
};
use api::{Base64, Client, ClientBuilder, Credentials};
use serde_json::json;
use servers::{Journal, Setup, model};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let builder: ClientBuilder = Setup::from_env().builder();
    let client = builder.credentials(Credentials::none()).build().expect("the settings are valid");
    let mut journal = Journal::default();
    keys(&client, &mut journal).await;
    transactions(&client, &mut journal).await;
    watch(&client, &mut journal).await;
    leases(&client, &mut journal).await;
    users(&client, &mut journal).await;
    cluster(&client, &mut journal).await;
}

fn key(name: &str) -> Base64 {
    Base64::from(name.as_bytes())
}

async fn keys(client: &Client, journal: &mut Journal) {
    let kv = client.kv();
    for name in ["pets/rex", "pets/tom", "pets/zoe"] {
        let put = EtcdserverpbPutRequest::new().key(key(name)).value(key("dog"));
        journal.ok("put key", kv.put(&put).send()).await;
    }
    let again = EtcdserverpbPutRequest::new().key(key("pets/tom")).value(key("cat")).prev_kv(true);
    journal.ok("put key again", kv.put(&again).send()).await;
    journal.ok("get key", kv.range(EtcdserverpbRangeRequest::new().key(key("pets/tom"))).send()).await;
    journal.ok("get missing key", kv.range(EtcdserverpbRangeRequest::new().key(key("other"))).send()).await;
    let folder = || EtcdserverpbRangeRequest::new().key(key("pets/")).range_end(key("pets0"));
    journal.ok("list keys", kv.range(folder()).send()).await;
    journal.ok("list two keys", kv.range(folder().limit("2").keys_only(true)).send()).await;
    journal.ok("count keys", kv.range(folder().count_only(true)).send()).await;
    let delete = EtcdserverpbDeleteRangeRequest::new().key(key("pets/zoe")).prev_kv(true);
    journal.ok("delete key", kv.delete_range(delete).send()).await;
    let nothing = EtcdserverpbPutRequest::new().value(key("dog"));
    journal.refused("put without a key", 400, kv.put(nothing).send()).await;
    let later = EtcdserverpbCompactionRequest::new().revision("999");
    journal.refused("compact what is to come", 400, kv.compact(later).send()).await;
}

async fn transactions(client: &Client, journal: &mut Journal) {
    let swap = |version: &str| -> EtcdserverpbTxnRequest {
        model(json!({
            "compare": [{"target": "VERSION", "result": "EQUAL", "key": "cGV0cy9yZXg=", "version": version}],
            "success": [{"request_put": {"key": "cGV0cy9yZXg=", "value": "Y2F0"}}],
            "failure": [{"request_range": {"key": "cGV0cy9yZXg="}}],
        }))
    };
    journal.ok("swap a value", client.kv().txn(swap("1")).send()).await;
    journal.ok("swap a value that changed", client.kv().txn(swap("1")).send()).await;
}

/// What happened to a key so far, as a stream that the server never ends.
async fn watch(client: &Client, journal: &mut Journal) {
    let create: EtcdserverpbWatchRequest =
        model(json!({"create_request": {"key": "cGV0cy9yZXg=", "start_revision": "1"}}));
    let Some(mut lines) = journal.ok("watch key", client.watch().watch(&create).send()).await else { return };
    let mut events = Vec::new();
    while events.len() < 2 {
        let Some(Ok(line)) = lines.next().await else { break };
        events.extend(line.result.and_then(|result| result.events).unwrap_or_default());
    }
    assert_eq!(events.len(), 2, "the key was put and swapped");
}

async fn leases(client: &Client, journal: &mut Journal) {
    let grant = EtcdserverpbLeaseGrantRequest::new().id("7").ttl("60");
    journal.ok("grant lease", client.lease().grant(&grant).send()).await;
    journal.refused("grant lease again", 412, client.lease().grant(&grant).send()).await;
    let put = EtcdserverpbPutRequest::new().key(key("session")).value(key("jo")).lease("7");
    journal.ok("put key with lease", client.kv().put(put).send()).await;
    let time = EtcdserverpbLeaseTimeToLiveRequest::new().id("7").keys(true);
    journal.ok("get lease", client.lease().time_to_live(time).send()).await;
    journal.ok("list leases", client.lease().leases(&BTreeMap::new()).send()).await;
    journal.ok("revoke lease", client.lease().revoke(EtcdserverpbLeaseRevokeRequest::new().id("7")).send()).await;
    let gone = EtcdserverpbLeaseRevokeRequest::new().id("7");
    journal.refused("revoke lease again", 404, client.lease().revoke(gone).send()).await;
}

async fn users(client: &Client, journal: &mut Journal) {
    let auth = client.auth();
    let user = EtcdserverpbAuthUserAddRequest::new().name("jo").password("password-of-the-tests");
    journal.ok("create user", auth.user_add(user).send()).await;
    journal.ok("create role", auth.role_add(EtcdserverpbAuthRoleAddRequest::new().name("keeper")).send()).await;
    let permission: EtcdserverpbAuthRoleGrantPermissionRequest = model(json!({
        "name": "keeper", "perm": {"permType": "READWRITE", "key": "cGV0cy8=", "range_end": "cGV0czA="}
    }));
    assert!(permission.perm.as_ref().is_some_and(|one| one.perm_type == Some(AuthpbPermissionType::Readwrite)));
    journal.ok("grant permission", auth.role_grant_permission(permission).send()).await;
    journal.ok("get role", auth.role_get(EtcdserverpbAuthRoleGetRequest::new().role("keeper")).send()).await;
    let grant = EtcdserverpbAuthUserGrantRoleRequest::new().user("jo").role("keeper");
    journal.ok("grant role", auth.user_grant_role(grant).send()).await;
    journal.ok("get user", auth.user_get(EtcdserverpbAuthUserGetRequest::new().name("jo")).send()).await;
    let other = EtcdserverpbAuthUserGetRequest::new().name("other");
    journal.refused("get missing user", 412, auth.user_get(other).send()).await;
}

async fn cluster(client: &Client, journal: &mut Journal) {
    journal.ok("list members", client.cluster().member_list(&BTreeMap::new()).send()).await;
    journal.ok("get status", client.maintenance().status(&BTreeMap::new()).send()).await;
    journal.ok("list alarms", client.maintenance().alarm(EtcdserverpbAlarmRequest::new()).send()).await;
}
