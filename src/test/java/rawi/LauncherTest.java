package rawi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code rawi}, with a Java and a Maven that only tell how they were called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherTest {
  private static final String TELLING_JAVA =
      """
      if [ "$1" = -version ]; then echo 'openjdk version "17.0.9"' >&2; exit; fi
      printf 'argument %s\\n' "$@"
      echo "omp $OMP_NUM_THREADS openblas $OPENBLAS_NUM_THREADS lc ${LC_ALL:-unset}"
      exit 7
      """;

  @TempDir Path folder;

  @BeforeEach
  void aBuiltProjectInAFolderWithSpaces() throws IOException {
    Path root = Files.createDirectories(folder.resolve("a home of rawi"));
    Files.copy(Path.of("rawi"), root.resolve("rawi"));
    Files.createDirectories(root.resolve("target"));
    Files.createDirectories(root.resolve("src/main"));
    write("a home of rawi/pom.xml", "");
    write("a home of rawi/target/rawi.jar", "");
    write("a home of rawi/target/rawi-17.0.9.jsa", "");
    age("src", 60);
    age("src/main", 60);
    age("pom.xml", 60);
    age("target/rawi.jar", 30);
    script("jdk/bin/java", TELLING_JAVA);
    script("bin/mvn", "echo '[ERROR] no build was expected'; exit 1");
  }

  @Test
  void argumentsAndExitCodeArePassedOnUnchanged() throws Exception {
    Run run = run(Map.of(), "predict", "l'été $HOME *", "", "-");
    assertThat(run.exit).isEqualTo(7);
    assertThat(run.lines)
        .containsSubsequence(
            "argument predict", "argument l'été $HOME *", "argument ", "argument -");
  }

  @Test
  void javaGetsTheProjectsFlagsAndItsJar() throws Exception {
    Path root = folder.resolve("a home of rawi").toRealPath();
    assertThat(run(Map.of()).lines)
        .startsWith("argument @" + root + "/.mvn/rawi.jvm")
        .containsSubsequence("argument -jar", "argument " + root + "/target/rawi.jar");
  }

  @Test
  void nativeThreadPoolsAreHeldAtOneThread() throws Exception {
    assertThat(run(Map.of("OMP_NUM_THREADS", "8")).lines)
        .last()
        .asString()
        .startsWith("omp 1 openblas 1 ");
  }

  @Test
  void aLocaleThatIsNotUtf8IsReplacedAndOneThatIsStays() throws Exception {
    assertThat(run(Map.of("LANG", "C")).lines).last().asString().endsWith("lc C.UTF-8");
    assertThat(run(Map.of("LANG", "fr_FR.UTF-8")).lines).last().asString().endsWith("lc unset");
    assertThat(run(Map.of("LANG", "fr_FR.UTF-8", "LC_ALL", "C")).lines)
        .last()
        .asString()
        .endsWith("lc C.UTF-8");
  }

  @Test
  void itWorksThroughASymbolicLink() throws Exception {
    Path link = folder.resolve("bin/linked");
    Files.createSymbolicLink(link, Path.of("../a home of rawi/rawi"));
    assertThat(run(link, Map.of(), "devices").lines).contains("argument devices");
  }

  @Test
  void anOldJavaIsNamedWithItsVersion() throws Exception {
    script("jdk/bin/java", "echo 'java version \"1.8.0_402\"' >&2");
    Run run = run(Map.of());
    assertThat(run.exit).isEqualTo(1);
    assertThat(run.lines)
        .containsExactly(
            "rawi: Java 17 or later is needed, "
                + folder.resolve("jdk/bin/java")
                + " is 1.8.0_402; set JAVA_HOME to a newer JDK.");
  }

  @Test
  void aJavaHomeWithoutJavaIsSaid() throws Exception {
    Run run = run(Map.of("JAVA_HOME", "/nowhere"));
    assertThat(run.exit).isEqualTo(1);
    assertThat(run.lines)
        .containsExactly(
            "rawi: JAVA_HOME is /nowhere but there is no bin/java in it; point it at a JDK 17 or"
                + " later.");
  }

  @Test
  void aSourceNewerThanTheJarIsBuiltFirst() throws Exception {
    script("bin/mvn", "echo '[INFO] --- x:1:compile (y) @ rawi ---'; echo '[INFO] --- x:jar (y)'");
    age("src/main", 0);
    Run run = run(Map.of(), "devices");
    assertThat(run.exit).isEqualTo(7);
    assertThat(run.lines)
        .containsSubsequence("rawi: compiling (0 files downloaded)", "rawi: built")
        .contains("argument devices");
  }

  @Test
  void aFailingBuildShowsMavensErrorsAndStartsNothing() throws Exception {
    script("bin/mvn", "echo '[INFO] noise'; echo '[ERROR] A.java:[3,5] oops'; exit 1");
    Files.delete(folder.resolve("a home of rawi/target/rawi.jar"));
    Run run = run(Map.of(), "devices");
    assertThat(run.exit).isEqualTo(1);
    assertThat(run.lines)
        .contains("[ERROR] A.java:[3,5] oops")
        .doesNotContain("[INFO] noise", "argument devices")
        .last()
        .asString()
        .startsWith("rawi: the build failed; the whole log is ");
  }

  /** All that was printed, and the exit code. */
  private record Run(int exit, List<String> lines) {}

  private Run run(Map<String, String> environment, String... arguments) throws Exception {
    return run(folder.resolve("a home of rawi/rawi"), environment, arguments);
  }

  private Run run(Path launcher, Map<String, String> environment, String... arguments)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of("bash", launcher.toString()), Stream.of(arguments)).toList());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    variables.put("LANG", "C.UTF-8");
    variables.put("JAVA_HOME", folder.resolve("jdk").toString());
    variables.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    variables.putAll(environment);
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), printed.lines().toList());
  }

  private void script(String name, String body) throws IOException {
    Path file = write(name, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private void age(String name, int seconds) throws IOException {
    Files.setLastModifiedTime(
        folder.resolve("a home of rawi").resolve(name),
        FileTime.from(Instant.now().minusSeconds(seconds)));
  }
}
