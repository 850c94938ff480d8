//! Plans in the database.

use programme::{StoreError, store};
use testkit::on_both;

use crate::common::{LOADER, app, current, history};

#[tokio::test]
async fn what_goes_in_comes_out() {
    on_both(async |database| {
        let (app, _) = app(database).await;
        for new in [history(), current()] {
            let id = LOADER.insert(&app, &new).await.unwrap();
            let back = store::by_slug(app.db.read(), &new.slug).await.unwrap().unwrap();
            assert_eq!(back.id, id);
            assert_eq!(back.content, new);
            assert_eq!(store::by_id(app.db.read(), id).await.unwrap().unwrap(), back);
        }
        let list = store::list(app.db.read()).await.unwrap();
        assert_eq!(list.iter().map(|p| p.year).collect::<Vec<_>>(), [2026, 2022]);
        assert_eq!(store::by_slug(app.db.read(), "không-có").await.unwrap(), None);
        let again = LOADER.insert(&app, &history()).await;
        assert!(matches!(again, Err(StoreError::SlugTaken(slug)) if slug == "ke-hoach-2022"));
        assert_eq!(
            store::list(app.db.read()).await.unwrap().len(),
            2,
            "nothing half-recorded"
        );
        let chain = platform::audit::verify(app.db.read()).await.unwrap();
        assert_eq!(chain, platform::audit::Chain::Whole { events: 2 });
    })
    .await;
}
