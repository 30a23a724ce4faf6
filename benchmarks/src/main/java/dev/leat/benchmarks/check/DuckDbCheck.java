package dev.leat.benchmarks.check;

import dev.leat.benchmarks.ContentDigest;
import dev.leat.benchmarks.Shape;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Digests the rows of a table in a DuckDB file, whoever wrote it. Prints {@code {"rows":..,
 * "duplicates":..,"digest":".."}}; rows with one key are duplicates and are all in the digest.
 */
public final class DuckDbCheck {

  private DuckDbCheck() {}

  /**
   * Checks.
   *
   * @param arguments the file; the table, with its schema if it is not {@code main}; the shape; the
   *     names of the two columns that are times, as whoever wrote them spells them
   */
  @SuppressWarnings("SystemOut") // A process that is one command.
  public static void main(String[] arguments) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("duckdb.read_only", "true");
    String hash = "md5_number_lower(concat_ws(chr(31), " + values(arguments) + "))";
    String sql =
        "SELECT count(*), count(*) - count(DISTINCT id), sum(%s::HUGEINT) FROM %s"
            .formatted(hash, arguments[1]);
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + arguments[0], properties);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      BigInteger sum = result.getObject(3, BigInteger.class);
      System.out.printf(
          "{\"rows\":%d,\"duplicates\":%d,\"digest\":\"%s\"}%n",
          result.getLong(1), result.getLong(2), ContentDigest.hex(sum.longValue()));
    }
  }

  /** The values of a row as text; a time, whatever its type, as microseconds since 1970. */
  private static String values(String[] arguments) {
    Shape shape = Shape.named(arguments[2]);
    Stream<String> plain =
        Shape.COLUMNS.stream().filter(name -> !name.endsWith("At")).map("%s::VARCHAR"::formatted);
    Stream<String> times =
        Stream.of(arguments[3], arguments[4]).map("epoch_us(%s)::VARCHAR"::formatted);
    Stream<String> extras = shape.extras().stream().map("%s::VARCHAR"::formatted);
    return Stream.of(plain, times, extras).flatMap(each -> each).collect(Collectors.joining(", "));
  }
}
