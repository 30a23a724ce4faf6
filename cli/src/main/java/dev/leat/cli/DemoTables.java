package dev.leat.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leat.playground.Person;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks into the demo's database as a user would, with SQL. Stateless. */
final class DemoTables {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_DIFFERENCES = 3;

  private DemoTables() {}

  /**
   * How the table {@code user} of a schema differs from the source.
   *
   * @return one line a difference, at most three; empty if every column of every row is equal
   * @throws SQLException if the table cannot be read, for example because it is not there
   */
  static List<String> differences(Path database, String schema, List<Person> source)
      throws SQLException {
    Map<String, Person> expected = new TreeMap<>();
    source.forEach(each -> expected.put(each.id(), each));
    List<String> differences = new ArrayList<>();
    for (Person found : people(database, "SELECT * FROM \"" + schema + "\".\"user\"")) {
      Person person = expected.remove(found.id());
      if (!found.equals(person)) {
        differences.add(found + " instead of " + person);
      }
    }
    expected.values().forEach(each -> differences.add("no " + each));
    return differences.stream().limit(MOST_DIFFERENCES).toList();
  }

  /**
   * How a table differs from the source's rows.
   *
   * @param source JSON objects with an {@code id}
   * @return one line a difference, at most three; empty if every column of every row is equal
   * @throws SQLException if the table cannot be read, for example because it is not there
   */
  static List<String> differences(Path database, String schema, String table, List<String> source)
      throws SQLException {
    Map<String, JsonNode> expected = new TreeMap<>();
    source.forEach(row -> expected.put(parsed(row).path("id").asText(), parsed(row)));
    List<String> differences = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM \"%s\".\"%s\"".formatted(schema, table))) {
      while (rows.next()) {
        String id = rows.getString("id");
        JsonNode row = expected.remove(id);
        if (row == null) {
          differences.add("a row " + id + " too many");
          continue;
        }
        for (Map.Entry<String, JsonNode> field : row.properties()) {
          Object found = rows.getObject(field.getKey());
          if (!isEqual(found, field.getValue())) {
            differences.add(id + ": " + found + " instead of " + field);
          }
        }
      }
    }
    expected.keySet().forEach(id -> differences.add("no row " + id));
    return differences.stream().limit(MOST_DIFFERENCES).toList();
  }

  private static boolean isEqual(Object found, JsonNode value) {
    if (found == null || value.isNull()) {
      return found == null && value.isNull();
    }
    if (found instanceof OffsetDateTime time) {
      return time.toInstant().equals(Instant.parse(value.textValue()));
    }
    return value.isContainerNode()
        ? parsed(found.toString()).equals(value)
        : found.toString().equals(value.asText());
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A row that is not JSON: " + json, e);
    }
  }

  /**
   * The five newest rows of a schema's table {@code user}, one line each.
   *
   * @throws SQLException if the table cannot be read
   */
  static List<String> newest(Path database, String schema) throws SQLException {
    String newest =
        "SELECT * FROM \"" + schema + "\".\"user\" ORDER BY updated_at DESC, id LIMIT 5";
    return people(database, newest).stream()
        .map(
            each ->
                "%6s  %-24s %-34s %s"
                    .formatted(each.id(), each.name(), each.email(), each.updatedAt()))
        .toList();
  }

  private static List<Person> people(Path database, String query) throws SQLException {
    List<Person> people = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        people.add(
            new Person(
                rows.getString("id"),
                rows.getString("name"),
                rows.getString("email"),
                rows.getString("address"),
                rows.getString("company"),
                rows.getString("job"),
                instant(rows, "updated_at"),
                instant(rows, "created_at")));
      }
    }
    return people;
  }

  /** A time stands as text in a column whose type nobody declared. */
  private static Instant instant(ResultSet rows, String column) throws SQLException {
    Object value = rows.getObject(column);
    return value instanceof OffsetDateTime time
        ? time.toInstant()
        : Instant.parse(value.toString());
  }
}
