package dev.leat.playground;

/** The five ways in which the playground delivers its people, one for each way to sync a table. */
public enum Endpoint {
  /** Follows an opaque scroll token: {@code updated_since}, then {@code scroll_param}. */
  KEYSET("/pagination/keyset", "updated_since, scroll_param", "data, scroll_param"),
  /** Counts rows: {@code limit} and {@code offset} inside {@code updated_since}. */
  OFFSET(
      "/pagination/offset",
      "order_by, order_type, updated_since, limit, offset",
      "data, offset, limit, total"),
  /** Filters by time: {@code since} and {@code until}, at most {@code limit} rows. */
  TIMESTAMP("/incremental/timestamp", "since, until, limit", "data"),
  /** Filters by id: {@code start_id} to {@code end_id}, both inclusive. */
  STEP("/incremental/step", "start_id, end_id", "data, max_id"),
  /** Re-reads a buffer: {@code since}, paged with {@code offset} and {@code limit}. */
  REPLAY("/incremental/replay", "since, offset, limit", "data, total");

  private final String path;
  private final String parameters;
  private final String fields;

  Endpoint(String path, String parameters, String fields) {
    this.path = path;
    this.parameters = parameters;
    this.fields = fields;
  }

  /** Returns the absolute path, without host or query, e.g. {@code /pagination/keyset}. */
  public String path() {
    return path;
  }

  /** Returns the query parameters that are understood, separated by a comma and a space. */
  public String parameters() {
    return parameters;
  }

  /** Returns the fields of the answer, separated by a comma and a space. */
  public String fields() {
    return fields;
  }
}
