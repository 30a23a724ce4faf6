package dev.leat.connector.stepsize;

import static dev.leat.sdk.schema.DataType.STRING;
import static dev.leat.sdk.schema.DataType.UTC_DATETIME;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.ApiConnector;
import dev.leat.sdk.walk.StepSize;
import dev.leat.sdk.walk.Walk;
import java.net.URI;

/** Reads a table whose API gives the rows of a range of whole-number ids. */
public final class StepSizeConnector extends ApiConnector {

  static final Setting<URI> BASE_URL =
      Setting.url("base_url", "Full address of the endpoint, e.g. https://api.example.com/users")
          .identity();
  static final Setting<Long> INITIAL_ID =
      Setting.wholeNumber("initial_id", "The lowest id there can be").defaultsTo(1L);
  static final Setting<Long> STEP_SIZE =
      Setting.wholeNumber("step_size", "Ids per request").between(1, 1_000_000).defaultsTo(1_000L);
  static final Setting<Long> MAX_ID =
      Setting.wholeNumber("max_id", "The highest id to read; the sync says if there are more")
          .defaultsTo(100_000L);
  static final Setting<String> API_TOKEN =
      Setting.secret("api_token", "Bearer token, if the API asks for one").optional();

  private static final Table USER =
      Table.named("user")
          .columns(STRING, "id", "name", "email", "address", "company", "job")
          .columns(UTC_DATETIME, "updatedAt", "createdAt")
          .key("id")
          .versionedBy("updatedAt");

  public StepSizeConnector() {
    super(
        new ConnectorInfo("step-size", "0.1.0", "https://leat.dev/connectors/step-size"),
        ConfigurationSpec.of(BASE_URL, INITIAL_ID, STEP_SIZE, MAX_ID, API_TOKEN));
  }

  @Override
  protected HttpSource source(Http http, Configuration settings) {
    return http.at(settings.value(BASE_URL)).named(BASE_URL).auth(Auth.bearer(settings, API_TOKEN));
  }

  @Override
  protected Walk walk(HttpSource api, Configuration settings) {
    return StepSize.of(USER)
        .ids("id")
        .rowsAt("/data")
        .from(settings.value(INITIAL_ID))
        .step(settings.value(STEP_SIZE))
        .upTo(settings.value(MAX_ID))
        .range(api, Request.get(""), Slot.query("start_id"), Slot.query("end_id"));
  }
}
