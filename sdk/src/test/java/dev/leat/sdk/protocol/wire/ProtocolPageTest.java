package dev.leat.sdk.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.Operation;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/protocol.md} is normative: what it shows is what is written and read. */
class ProtocolPageTest {

  private static final Path PAGE = Path.of("../docs/protocol.md");
  private static final Pattern BLOCK =
      Pattern.compile("```jsonl ([a-z-]+)\n(.*?)```", Pattern.DOTALL);

  @Test
  void theSyncOfThePageIsWhatTheWriterWrites() throws Exception {
    assertThat(block("sync")).isEqualTo(sync());
  }

  @Test
  void theSyncOfThePageIsRead() throws Exception {
    List<Operation> operations = new ArrayList<>();

    SyncResult result = Lines.read(block("sync"), operations);

    assertThat(result).isEqualTo(SyncResult.complete());
    assertThat(operations.get(0)).isEqualTo(new Operation.SchemaChange(Lines.USERS));
    assertThat(operations.subList(1, operations.size())).isEqualTo(operations());
  }

  @Test
  void theSmallestSyncOfThePageIsRead() throws Exception {
    List<Operation> operations = new ArrayList<>();

    SyncResult result = Lines.read(block("smallest-sync"), operations);

    assertThat(result.isComplete()).isTrue();
    assertThat(operations).hasSize(3);
  }

  @Test
  void theAnswersOfThePageAreWhatIsWrittenAndRead() throws Exception {
    assertThat(block("spec")).isEqualTo(reply(each -> each.spec(Lines.CONNECTOR, spec())));
    assertThat(block("check")).isEqualTo(reply(ReplyWriter::checkSucceeded));
    assertThat(block("discover")).isEqualTo(reply(each -> each.catalog(Schema.of(Lines.USERS))));
    assertThat(block("error"))
        .isEqualTo(reply(each -> each.error(new SourceUnavailableException(REFUSED))));

    ConnectorDescription read = reader("spec").spec();
    assertThat(read.info()).isEqualTo(Lines.CONNECTOR);
    assertThat(read.configuration().jsonSchema()).isEqualTo(spec().jsonSchema());
    reader("check").check();
    assertThat(reader("discover").catalog()).isEqualTo(Schema.of(Lines.USERS));
    assertThatThrownBy(() -> reader("error").catalog())
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessage(REFUSED);
  }

  @Test
  void everyLineOfThePageIsValidAgainstTheSchema() throws Exception {
    List<String> lines = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    while (blocks.find()) {
      lines.addAll(blocks.group(2).lines().toList());
    }
    assertThat(lines)
        .hasSizeGreaterThan(20)
        .allSatisfy(line -> assertThat(Lines.problems(line)).isEmpty());
  }

  @Test
  void everyMessageAndExitCodeHasItsPlaceOnThePage() throws Exception {
    String page = Files.readString(PAGE);

    assertThat(page)
        .contains(
            "`hello`",
            "`schema`",
            "`upsert`",
            "`update`",
            "`delete`",
            "`truncate`",
            "`set_aside`",
            "`warning`",
            "`progress`",
            "`checkpoint`",
            "`end`",
            "`error`",
            "`spec`",
            "`check`",
            "`catalog`");
    for (ExitCode code : ExitCode.values()) {
      assertThat(page).contains("| " + code.number() + " |");
    }
  }

  private static final String REFUSED =
      "GET /users answered 503 to 5 attempts in 31 s: wait for the source; the next sync resumes";

  private static String block(String name) throws Exception {
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    while (blocks.find()) {
      if (blocks.group(1).equals(name)) {
        return blocks.group(2);
      }
    }
    throw new AssertionError(PAGE + " has no block \"jsonl " + name + "\"");
  }

  private static ReplyReader reader(String block) throws Exception {
    return new ReplyReader(new ByteArrayInputStream(block(block).getBytes(StandardCharsets.UTF_8)));
  }

  private static ConfigurationSpec spec() {
    return ConfigurationSpec.of(
        Setting.url("base_url", "Where the API answers").identity(),
        Setting.secret("api_key", "Key from Settings > API access"),
        Setting.wholeNumber("page_size", "Rows per request").between(1, 1_000).defaultsTo(50L));
  }

  private static String reply(Consumer<ReplyWriter> answer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    answer.accept(new ReplyWriter(out, Redactor.none()));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String sync() {
    return new String(Lines.of(operations(), Lines.USERS), StandardCharsets.UTF_8);
  }

  private static List<Operation> operations() {
    State first =
        State.empty(Lines.OWNER)
            .with(Lines.USER, Cursor.of("after", "2026-01-31T12:00:00Z").with("key", "2"));
    State second =
        first.with(Lines.USER, Cursor.of("after", "2026-01-31T12:00:05Z").with("key", "3"));
    return List.of(
        new Operation.Upsert(
            Lines.USER,
            JsonRow.parse(
                "{\"id\":\"1\",\"name\":\"Ada\",\"updatedAt\":\"2026-01-31T11:59:00Z\"}")),
        new Operation.Upsert(
            Lines.USER,
            JsonRow.parse(
                "{\"id\":\"2\",\"name\":\"José\",\"updatedAt\":\"2026-01-31T12:00:00Z\"}")),
        new Operation.Progress(Lines.USER, 1, 0, Duration.ZERO),
        new Operation.Checkpoint(first),
        new Operation.Update(
            Lines.USER, JsonRow.parse("{\"id\":\"1\",\"updatedAt\":\"2026-01-31T12:00:04Z\"}")),
        new Operation.Delete(Lines.USER, JsonRow.parse("{\"id\":\"2\"}")),
        new Operation.Truncate(Lines.USER, Optional.of(Instant.parse("2026-01-01T00:00:00Z"))),
        new Operation.SetAside(
            Lines.USER, "{\"name\":\"Eve\"}", "the row has no value in its key column \"id\""),
        new Operation.Warning("The source states no time zone: UTC is assumed"),
        new Operation.Checkpoint(second));
  }

  /** Prints the blocks that this library writes, for an editor of the page. */
  public static void main(String[] arguments) {
    System.out.print(sync());
    System.out.print(reply(each -> each.spec(Lines.CONNECTOR, spec())));
    System.out.print(reply(ReplyWriter::checkSucceeded));
    System.out.print(reply(each -> each.catalog(Schema.of(Lines.USERS))));
    System.out.print(reply(each -> each.error(new SourceUnavailableException(REFUSED))));
  }
}
