package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A setting that the source replaces is in the file for the next sync. The connector is a program
 * of its own, so its file, the engine and the user's file are all on the way.
 */
class ReplacedSettingIT {

  /** Its token is good for one read: secret-7 becomes secret-8. */
  private static final String PROGRAM =
      """
      import json, os, sys
      def say(type, /, **fields):
          print(json.dumps({"type": type, **fields}), flush=True)
      command, options = sys.argv[1], dict(zip(sys.argv[2::2], sys.argv[3::2]))
      TABLE = {"name": "t", "primary_key": ["id"], "columns": [{"name": "id", "type": "STRING"}]}
      if command == "spec":
          token = {"type": "string", "description": "Token", "writeOnly": True}
          schema = {"type": "object", "properties": {"token": token}, "required": ["token"]}
          say("spec", connector="rotating", version="1.0.0", documentation="https://leat.dev", configuration=schema)
      elif command == "discover":
          say("catalog", tables=[TABLE])
      elif command == "read":
          config = json.load(open(options["--config"]))
          config["token"] = "secret-" + str(int(config["token"].split("-")[1]) + 1)
          with open(options["--config"] + ".new", "w") as file:
              json.dump(config, file)
          os.replace(options["--config"] + ".new", options["--config"])
          say("hello", protocol=1, connector="rotating", version="1.0.0")
          say("schema", table=TABLE)
          say("upsert", table="t", row={"id": "1"})
          say("checkpoint", state={"tables": {"t": {"at": config["token"][-1]}}})
          say("warning", message="the token is now " + config["token"])
          say("end", result="complete")
      """;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("rotating.py"), PROGRAM);
    file = Files.writeString(folder.resolve("mine.json"), "{\"token\":\"secret-1\"}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void syncAndReadWriteItBackToTheFileWhichStaysPrivate() throws Exception {
    LeatProcess leat = LeatProcess.in(folder);
    LeatProcess.Ended sync =
        leat.run(
            "sync",
            "--command",
            "python3 rotating.py",
            "--config",
            "mine.json",
            "--destination",
            "jsonl:out",
            "--json");
    assertThat(sync.exitCode()).as(sync.all()).isZero();
    assertThat(file).hasContent("{\"token\":\"secret-2\"}");

    LeatProcess.Ended read =
        leat.run("read", "--command", "python3 rotating.py", "--config", "mine.json");

    assertThat(read.exitCode()).as(read.all()).isZero();
    assertThat(file).hasContent("{\"token\":\"secret-3\"}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(sync.all() + read.all()).contains("the token is now ***").doesNotContain("secret-");
    try (var files = Files.walk(folder.resolve("out"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(each)).as(each.toString()).doesNotContain("secret-");
      }
    }
  }

  @Test
  void whatCameFromTheEnvironmentIsWarnedOf() throws Exception {
    LeatProcess.Ended read =
        LeatProcess.in(folder)
            .with("LEAT_TOKEN", "secret-7")
            .run("read", "--command", "python3 rotating.py", "--config", "mine.json");

    assertThat(read.exitCode()).as(read.all()).isZero();
    assertThat(file).hasContent("{\"token\":\"secret-1\"}");
    assertThat(read.err()).contains("replaced the setting token", "came from the environment");
    assertThat(read.all()).doesNotContain("secret-7", "secret-8");
  }
}
