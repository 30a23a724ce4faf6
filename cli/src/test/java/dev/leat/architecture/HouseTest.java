package dev.leat.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which room may look into which. */
class HouseTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.leat");

  /** The rooms of the SDK, from the floor up: a room looks down only. */
  private static final List<String> ROOMS =
      List.of(
          "schema",
          "error",
          "row",
          "config",
          "state",
          "",
          "http",
          "cursor",
          "paging",
          "walk",
          "contract",
          "protocol",
          "file",
          "jar");

  private static final SliceAssignment PACKAGES_OF_THE_SDK =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          return type.getPackageName().startsWith("dev.leat.sdk")
              ? SliceIdentifier.of(type.getPackageName())
              : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
          return "the packages of the SDK";
        }
      };

  /** The rooms of {@code http}, from the floor up. */
  private static final List<String> HTTP_ROOMS =
      List.of(
          "dev.leat.sdk.http.transport",
          "dev.leat.sdk.http",
          "dev.leat.sdk.http.answer",
          "dev.leat.sdk.http.auth",
          "dev.leat.sdk.http.decode",
          "dev.leat.sdk.http.export");

  private static final List<String> CONNECTORS =
      List.of("keyset", "offset", "timestamp", "stepsize", "replay", "githubissues", "zendesk");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.leat.sdk.schema",
        "dev.leat.sdk.error",
        "dev.leat.sdk.row",
        "dev.leat.sdk.config",
        "dev.leat.sdk.state",
        "dev.leat.sdk",
        "dev.leat.sdk.http",
        "dev.leat.sdk.http.transport",
        "dev.leat.sdk.http.answer",
        "dev.leat.sdk.http.auth",
        "dev.leat.sdk.http.decode",
        "dev.leat.sdk.http.export",
        "dev.leat.sdk.cursor",
        "dev.leat.sdk.paging",
        "dev.leat.sdk.walk",
        "dev.leat.sdk.contract",
        "dev.leat.sdk.protocol",
        "dev.leat.sdk.protocol.wire",
        "dev.leat.sdk.file",
        "dev.leat.sdk.jar",
        "dev.leat.testkit",
        "dev.leat.playground",
        "dev.leat.engine",
        "dev.leat.engine.connector",
        "dev.leat.engine.destination",
        "dev.leat.engine.naming",
        "dev.leat.engine.types",
        "dev.leat.engine.view",
        "dev.leat.destination.sql",
        "dev.leat.destination.duckdb",
        "dev.leat.destination.postgres",
        "dev.leat.destination.jsonl",
        "dev.leat.connector.keyset",
        "dev.leat.connector.offset",
        "dev.leat.connector.timestamp",
        "dev.leat.connector.stepsize",
        "dev.leat.connector.replay",
        "dev.leat.connector.githubissues",
        "dev.leat.connector.zendesk",
        "dev.leat.host.process",
        "dev.leat.host.airbyte",
        "dev.leat.host.singer",
        "dev.leat.host.fivetran",
        "dev.leat.host.fivetran.tester",
        "dev.leat.declarative.template",
        "dev.leat.declarative.template.value",
        "dev.leat.declarative.template.time",
        "dev.leat.declarative.template.function",
        "dev.leat.declarative.template.syntax",
        "dev.leat.declarative.template.run",
        "dev.leat.declarative.document",
        "dev.leat.declarative.model",
        "dev.leat.declarative.airbyte",
        "dev.leat.declarative.compile",
        "dev.leat.cli",
        "dev.leat.cli.verify"
      })
  void everyRoomThatTheRulesNameHasClasses(String room) {
    assertThat(HOUSE.stream().filter(each -> each.getPackageName().equals(room)))
        .as("classes in %s: a rule about an empty room passes on nothing", room)
        .hasSizeGreaterThan(1);
  }

  static Stream<String> rooms() {
    return ROOMS.stream();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomOfTheSdkLooksDownOnly(String room) {
    List<String> above = ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size());
    if (!above.isEmpty()) {
      noClasses()
          .that()
          .resideInAPackage(sdk(room))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above.stream().map(HouseTest::sdk).toArray(String[]::new))
          .check(HOUSE);
    }
  }

  /** With what is internal: a package that needs another can be read, and moved, without it. */
  @Test
  void noPackagesOfTheSdkNeedEachOther() {
    slices().assignedFrom(PACKAGES_OF_THE_SDK).should().beFreeOfCycles().check(HOUSE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aRoomOfHttpLooksDownOnly(int room) {
    List<String> above = HTTP_ROOMS.subList(room + 1, HTTP_ROOMS.size());
    if (!above.isEmpty()) {
      noClasses()
          .that()
          .resideInAPackage(HTTP_ROOMS.get(room))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above.toArray(String[]::new))
          .check(HOUSE);
    }
  }

  /**
   * The rooms of {@code declarative}, from the floor up: templates and documents know no dialect.
   */
  private static final List<String> DECLARATIVE_ROOMS =
      List.of(
          "dev.leat.declarative.template.value",
          "dev.leat.declarative.template.time",
          "dev.leat.declarative.template.function",
          "dev.leat.declarative.template.syntax",
          "dev.leat.declarative.template.run",
          "dev.leat.declarative.template",
          "dev.leat.declarative.document",
          "dev.leat.declarative.model",
          "dev.leat.declarative.airbyte",
          "dev.leat.declarative.compile");

  static Stream<String> declarativeRooms() {
    return DECLARATIVE_ROOMS.stream();
  }

  @ParameterizedTest
  @MethodSource("declarativeRooms")
  void aRoomOfDeclarativeLooksDownOnly(String room) {
    List<String> above =
        DECLARATIVE_ROOMS.subList(DECLARATIVE_ROOMS.indexOf(room) + 1, DECLARATIVE_ROOMS.size());
    if (!above.isEmpty()) {
      noClasses()
          .that()
          .resideInAPackage(room)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above.toArray(String[]::new))
          .check(HOUSE);
    }
  }

  @Test
  void templatesAndDocumentsKnowNothingElseOfLeat() {
    for (String room : List.of("template", "document")) {
      noClasses()
          .that()
          .resideInAPackage("dev.leat.declarative." + room + "..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are Leat's, outside the room",
                  each ->
                      each.getPackageName().startsWith("dev.leat.")
                          && !each.getPackageName().startsWith("dev.leat.declarative." + room)))
          .check(HOUSE);
    }
  }

  @Test
  void theSdkKnowsNobodyAboveIt() {
    noClasses()
        .that()
        .resideInAPackage("dev.leat.sdk..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are Leat's, outside the SDK",
                each ->
                    each.getPackageName().startsWith("dev.leat.")
                        && !each.getPackageName().startsWith("dev.leat.sdk")))
        .check(HOUSE);
  }

  static Stream<String> connectors() {
    return CONNECTORS.stream();
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void aConnectorSeesTheSdkOnly(String connector) {
    noClasses()
        .that()
        .resideInAPackage("dev.leat.connector." + connector + "..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are Leat's, but neither its own nor in a room of the SDK for authors",
                each ->
                    each.getPackageName().startsWith("dev.leat.")
                        && !isForAuthors(each)
                        && !each.getPackageName().startsWith("dev.leat.connector." + connector)))
        .check(HOUSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"process", "airbyte", "singer", "fivetran"})
  void aHostSeesTheSdkAndWhatHostsShareOnly(String host) {
    noClasses()
        .that()
        .resideInAPackage("dev.leat.host." + host + "..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are Leat's, but neither its own, nor the SDK's open rooms, nor of all hosts",
                each ->
                    each.getPackageName().startsWith("dev.leat.")
                        && (!each.getPackageName().startsWith("dev.leat.sdk")
                            || each.getPackageName().startsWith("dev.leat.sdk.internal"))
                        && !each.getPackageName().startsWith("dev.leat.host.process")
                        && !each.getPackageName().startsWith("dev.leat.host." + host)))
        .check(HOUSE);
  }

  @Test
  void theSdkKnowsNoWordOfAPlatform() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Sources.checkout().resolve("sdk/src/main"))) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files)
        .hasSizeGreaterThan(50)
        .allSatisfy(
            file ->
                assertThat(Files.readString(file))
                    .doesNotContainPattern("(?i)airbyte|singer|meltano|fivetran"));
  }

  @Test
  void theEngineAndDestinationsNeverNameAConnectorOrTheCommandLine() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.leat.engine..", "dev.leat.destination..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.leat.connector..",
            "dev.leat.cli..",
            "dev.leat.host..",
            "dev.leat.playground..",
            "dev.leat.testkit..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("dev.leat.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.leat.destination..")
        .check(HOUSE);
  }

  /** A switch expression without default: a fourth disposition then breaks the build. */
  @Test
  void aDispositionIsNeverComparedOnlySwitchedOnAsAWhole() {
    assertThat(Sources.java())
        .hasSizeGreaterThan(500)
        .allSatisfy(
            file ->
                assertThat(Files.readString(file))
                    .as("%s", file)
                    .doesNotContainPattern("[!=]= *(Disposition\\.)?(MERGE|APPEND|REPLACE)\\b")
                    .doesNotContainPattern("\\bdisposition(\\(\\))? *[!=]=")
                    .doesNotContainPattern("(?i)equals\\(Disposition")
                    .doesNotContainPattern("[;{}]\\s*switch \\([^{]*disposition")
                    .doesNotContainPattern("switch \\([^{]*disposition[^{]*\\{[^}]*\\bdefault\\b"));
  }

  @Test
  void thePlaygroundKnowsNothingOfLeat() {
    noClasses()
        .that()
        .resideInAPackage("dev.leat.playground..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are Leat's, outside the playground",
                each ->
                    each.getPackageName().startsWith("dev.leat.")
                        && !each.getPackageName().startsWith("dev.leat.playground")))
        .check(HOUSE);
  }

  @Test
  void noLibraryStandsInAPublicSignatureOfTheSdk() {
    classes()
        .that()
        .resideInAPackage("dev.leat.sdk..")
        .and()
        .resideOutsideOfPackage("dev.leat.sdk.internal..")
        .and()
        .arePublic()
        .should(showOnlyTheirOwnAndJavasTypes())
        .check(HOUSE);
  }

  @Test
  void noRoomIsCalledUtilCommonOrCore() {
    assertThat(HOUSE.stream().map(JavaClass::getPackageName))
        .noneMatch(each -> each.matches(".*\\.(utils?|commons?|core|helpers?|misc)(\\..*)?"));
  }

  @Test
  void everyPackageSaysWhatLivesThere() {
    List<String> packages =
        HOUSE.stream()
            .filter(each -> !each.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .distinct()
            .toList();
    assertThat(packages).hasSizeGreaterThan(15).allSatisfy(each -> assertThat(info(each)).isTrue());
  }

  /** Two rooms of the SDK are for hosts: authors have no use for what is in them. */
  private static boolean isForAuthors(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith("dev.leat.sdk")
        && !name.startsWith("dev.leat.sdk.internal")
        && !name.equals("dev.leat.sdk.contract")
        && !name.equals("dev.leat.sdk.protocol.wire");
  }

  private static boolean info(String packageName) {
    String path = packageName.replace('.', '/') + "/package-info.java";
    return Sources.roots().stream().anyMatch(root -> Files.exists(root.resolve(path)));
  }

  private static String sdk(String room) {
    return room.isEmpty() ? "dev.leat.sdk" : "dev.leat.sdk." + room + "..";
  }

  private static ArchCondition<JavaClass> showOnlyTheirOwnAndJavasTypes() {
    return new ArchCondition<>("show only Leat's and Java's types in public signatures") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream<JavaMember> shown =
            type.getMembers().stream()
                .filter(
                    each ->
                        each.getModifiers().contains(JavaModifier.PUBLIC)
                            || each.getModifiers().contains(JavaModifier.PROTECTED))
                .filter(each -> !each.getModifiers().contains(JavaModifier.SYNTHETIC));
        shown.forEach(
            member ->
                member.getAllInvolvedRawTypes().stream()
                    .map(JavaClass::getBaseComponentType)
                    .filter(each -> !each.isPrimitive())
                    .filter(
                        each ->
                            !each.getPackageName().startsWith("java.")
                                && !(each.getPackageName().startsWith("dev.leat.sdk")
                                    && !each.getPackageName().startsWith("dev.leat.sdk.internal")))
                    .forEach(
                        each ->
                            events.add(
                                SimpleConditionEvent.violated(
                                    member, member.getFullName() + " shows " + each.getName()))));
      }
    };
  }
}
