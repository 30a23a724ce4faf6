package dev.leat.host.process;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The shell script that starts a packaged connector. Java must be the very process that the
 * platform started, and die of the signal that it sends ({@code -Xrs}): platforms wait for exactly
 * that. Nothing that Java itself has to say may reach stdout. The quick compiler alone: see {@code
 * docs/decisions/memory-and-start.md}.
 */
record LauncherScript(Launch launch, List<String> jars) {

  private static final String TEMPLATE =
      """
      #!/bin/sh
      # Starts the connector: no process of its own, and stdout is the platform's alone.
      here=$(dirname "$(readlink -f "$0")")
      java=java
      if [ -n "$JAVA_HOME" ]; then java=$JAVA_HOME/bin/java; fi
      set -- MAIN ARGUMENT "$@"
      if [ -f "$here/lib/ARCHIVE" ]; then set -- "-XX:SharedArchiveFile=$here/lib/ARCHIVE" "$@"; fi
      exec "$java" -Xrs -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+DisplayVMOutputToStderr \\
        -Xlog:disable -Xlog:all=error:stderr $OPTIONS -cp "CLASSPATH" "$@"
      """;

  String text() {
    String classPath =
        jars.stream().map(jar -> "$here/lib/" + jar).collect(Collectors.joining(":"));
    return TEMPLATE
        .replace("MAIN", launch.mainClass())
        .replace("ARCHIVE", PackageFolder.ARCHIVE)
        .replace("OPTIONS", PackageFolder.JAVA_OPTIONS)
        .replace("CLASSPATH", classPath)
        .replace("ARGUMENT", launch.argument("$here/" + PackageFolder.CONNECTOR));
  }
}
