package dev.leat.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the rows of the benchmark: the same number, version and shape give the same row, everywhere
 * and always. Used by one thread.
 */
public final class RowMaker {

  private static final String[] GIVEN = {
    "Ada",
    "Bjørn",
    "Chloé",
    "Dmitri",
    "Eleanor",
    "Farid",
    "Grace",
    "Håkon",
    "Ingrid",
    "João",
    "Kenji",
    "Lucía",
    "Margaret",
    "Noor",
    "Oluwaseun",
    "Priya"
  };
  private static final String[] FAMILY = {
    "Lovelace",
    "Ångström",
    "Beauvoir",
    "Castellanos",
    "Dijkstra",
    "Erdős",
    "Fitzgerald",
    "García Márquez",
    "Hopper",
    "Ibsen",
    "Johansson",
    "Kowalewska",
    "Liskov"
  };
  private static final String[] STREETS = {
    "Leat House, 14 Mill Lane, Princetown, Devon PL20 6QF",
    "2810 Harbor Boulevard, Suite 1200, Costa Mesa, CA 92626",
    "Karl-Liebknecht-Straße 32, Hinterhaus, 10178 Berlin",
    "The \"Old Forge\", 7 Church Street, Much Wenlock TF13 6BU",
    "東京都千代田区丸の内1丁目9番2号 グラントウキョウ",
    "Unit 5\\B, Riverside Industrial Estate, Galway H91 X2Y8",
    "Rua Augusta 1508, apto 71, Consolação, São Paulo 01304-001"
  };
  private static final String[] COMPANIES = {
    "Waterworks & Sons Ltd",
    "Northern Aqueduct Holdings",
    "Sluice Systems GmbH",
    "Devonport Leat Company",
    "Canal and Culvert Cooperative"
  };
  private static final String[] JOBS = {
    "Hydraulic engineer",
    "Senior data engineer",
    "Head of water rights",
    "Warden of the upper reach",
    "Surveyor, second class",
    "Clerk of accounts"
  };
  private static final Instant FIRST_CREATED = Instant.parse("2020-01-01T00:00:00Z");
  private static final int LONG = 50_000_000;
  private static final int LONG_ROW = 4;

  private final Shape shape;
  private final ContentDigest digest = new ContentDigest();
  private final StringBuilder json = new StringBuilder(512);
  private final List<String> canonical = new ArrayList<>();
  private final List<String> extras;

  /** Of one shape. */
  public RowMaker(Shape shape) {
    this.shape = shape;
    this.extras = shape.extras();
  }

  /** Makes a row as compact JSON in UTF-8, and counts it in {@link #digest}. */
  public byte[] row(Variant.Place place) {
    json.setLength(0);
    canonical.clear();
    int number = place.number();
    int pick = (number * 31 + place.version() * 17) & Integer.MAX_VALUE;
    String given = GIVEN[pick % GIVEN.length];
    String family = FAMILY[pick % FAMILY.length];
    String id = Integer.toString(number + 1);
    text("id", id);
    text("name", given + " " + family);
    text("email", "person." + id + "." + place.version() + "@mail.example.com");
    text("address", address(number, pick));
    text("company", COMPANIES[pick % COMPANIES.length]);
    text("job", JOBS[pick % JOBS.length]);
    time("updatedAt", place.updatedAt());
    time("createdAt", FIRST_CREATED.plusSeconds(number));
    if (shape == Shape.WIDE) {
      wide(pick);
    } else if (shape == Shape.NESTED) {
      nested(pick);
    }
    digest.add(canonical);
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The digest of all rows made so far. */
  public ContentDigest digest() {
    return digest;
  }

  private String address(int number, int pick) {
    return shape == Shape.LONG_STRING && number == LONG_ROW
        ? "long ".repeat(LONG / 5)
        : STREETS[pick % STREETS.length];
  }

  private void wide(int pick) {
    for (int i = 0; i < extras.size(); i++) {
      int value = (pick + i * 7919) % 1_000_003;
      switch (i % 4) {
        case 0 -> bare(extras.get(i), Integer.toString(value));
        case 1 -> text(extras.get(i), "v" + value);
        case 2 -> bare(extras.get(i), value + ".25");
        default -> bare(extras.get(i), value % 2 == 0 ? "true" : "false");
      }
    }
  }

  private void nested(int pick) {
    StringBuilder profile = new StringBuilder("{\"level\":").append(pick % 9);
    profile
        .append(",\"tags\":[\"river\",\"mill\",\"")
        .append(pick % 97)
        .append("\"],\"history\":[");
    for (int i = 0; i < 4; i++) {
      profile.append(i == 0 ? "" : ",").append("{\"year\":").append(1990 + (pick + i) % 30);
      profile.append(",\"place\":{\"x\":").append(pick % 360).append(".25,\"y\":-").append(i);
      profile.append(".5},\"note\":null}");
    }
    bare("profile", profile.append("]}").toString());
  }

  private void time(String name, Instant value) {
    field(name).append('"').append(value).append('"');
    canonical.add(Long.toString(value.getEpochSecond() * 1_000_000));
  }

  private void bare(String name, String value) {
    field(name).append(value);
    canonical.add(value);
  }

  private void text(String name, String value) {
    boolean plain = value.indexOf('"') < 0 && value.indexOf('\\') < 0;
    String escaped = plain ? value : value.replace("\\", "\\\\").replace("\"", "\\\"");
    field(name).append('"').append(escaped).append('"');
    canonical.add(value);
  }

  private StringBuilder field(String name) {
    return json.append(json.length() == 0 ? "{\"" : ",\"").append(name).append("\":");
  }
}
