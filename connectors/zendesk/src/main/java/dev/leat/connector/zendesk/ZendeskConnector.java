package dev.leat.connector.zendesk;

import static dev.leat.sdk.schema.DataType.LONG;
import static dev.leat.sdk.schema.DataType.STRING;
import static dev.leat.sdk.schema.DataType.UTC_DATETIME;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorFormat;
import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Verdict;
import dev.leat.sdk.http.answer.Condition;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.row.Children;
import dev.leat.sdk.row.RowMap;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.ApiConnector;
import dev.leat.sdk.walk.Timestamp;
import dev.leat.sdk.walk.Walk;
import java.net.URI;
import java.time.Instant;

/** Reads what happened to tickets, and what each of these events consists of. */
public final class ZendeskConnector extends ApiConnector {

  static final Setting<URI> BASE_URL =
      Setting.url("base_url", "Address of the account, e.g. https://example.zendesk.com")
          .identity();
  static final Setting<String> EMAIL = Setting.text("email", "Of the agent whose token it is");
  static final Setting<String> API_TOKEN = Setting.secret("api_token", "Token of the API");
  static final Setting<Instant> START_DATE =
      Setting.instant("start_date", "The first instant to read")
          .defaultsTo(Instant.parse("2000-01-01T00:00:00Z"));
  static final Setting<Instant> END_DATE =
      Setting.instant("end_date", "Reads only what is before it: a backfill").optional();

  private static final Table EVENT =
      Table.named("ticket_event")
          .columns(LONG, "id", "ticket_id", "timestamp", "updater_id")
          .columns(UTC_DATETIME, "created_at")
          .columns(STRING, "event_type", "via")
          .key("id");
  private static final Table CHILD =
      Table.named("ticket_child_event")
          .columns(LONG, "id", "ticket_event_id")
          .columns(STRING, "event_type")
          .key("id");
  private static final RowMap CHILDREN =
      RowMap.unchanged()
          .children(
              Children.of("ticket_child_event", "/child_events")
                  .with("ticket_event_id", "id")
                  .clearedFromParent());

  public ZendeskConnector() {
    super(
        new ConnectorInfo("zendesk", "0.1.0", "https://leat.dev/connectors/zendesk"),
        ConfigurationSpec.of(BASE_URL, EMAIL, API_TOKEN, START_DATE, END_DATE));
  }

  @Override
  protected HttpSource source(Http http, Configuration settings) {
    Auth auth = Auth.basic(settings.value(EMAIL) + "/token", settings.value(API_TOKEN));
    Condition tooRecent = Condition.body().matches("(?i)too ?recent");
    return http.at(settings.value(BASE_URL))
        .named(BASE_URL)
        .auth(auth)
        .answers(Condition.status(400, 422).and(tooRecent).then(Verdict.skip()));
  }

  @Override
  protected Walk walk(HttpSource api, Configuration settings) {
    Request export = Request.get("/api/v2/incremental/ticket_events.json");
    Timestamp events =
        Timestamp.of(EVENT)
            .cursor(CursorField.instant("timestamp").formats(CursorFormat.epochSeconds()))
            .rowsAt("/ticket_events")
            .ascending()
            .inclusive()
            .start(settings.value(START_DATE))
            .since(api, export, Slot.query("start_time"))
            .paging(Paging.link("/next_page").endsWhenTrue("/end_of_stream"))
            .rowMap(CHILDREN, CHILD);
    return settings.find(END_DATE).map(events::end).orElse(events);
  }
}
