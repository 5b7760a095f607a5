package rawi.nn.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void oldFile() throws IOException {
    file = folder.resolve("model.rawi");
    Files.writeString(file, "old");
  }

  private void assertOldFileAlone() throws IOException {
    assertThat(file).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  @DisplayName("a file that is there is replaced, and no temporary file stays")
  void replaces() throws IOException {
    AtomicFile.write(file, out -> out.write(NEW), written -> assertThat(file).hasContent("old"));
    assertThat(file).hasContent("new");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  @DisplayName("when the disk is full in the middle, the old file stays and the message says why")
  void diskFull() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(NEW);
                      throw new IOException("No space left on device");
                    },
                    written -> {}))
        .isInstanceOf(ModelFileException.class)
        .hasMessage(file + ": could not be written: No space left on device; nothing was changed");
    assertOldFileAlone();
  }

  @Test
  @DisplayName("a folder that vanishes on the way is reported without the temporary file's name")
  void vanishingFolder() throws IOException {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    Path target = gone.resolve("m.rawi");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> out.write(NEW),
                    written -> {
                      Files.delete(written);
                      Files.delete(gone);
                    }))
        .isInstanceOf(ModelFileException.class)
        .hasMessage(target + ": could not be written: no such file or folder; nothing was changed");
  }

  @Test
  @DisplayName("whatever else the writer throws, the old file stays")
  void failingWriter() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(NEW);
                      throw new OutOfMemoryError("in the middle");
                    },
                    written -> {}))
        .isInstanceOf(OutOfMemoryError.class);
    assertOldFileAlone();
  }

  @Test
  @DisplayName("a file that fails its check never gets the final name")
  void failingCheck() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> out.write(NEW),
                    written -> {
                      assertThat(written).hasContent("new");
                      throw new ModelFileException("not what was written");
                    }))
        .hasMessage("not what was written");
    assertOldFileAlone();
  }

  @Test
  @DisplayName("a thread that was interrupted still writes its file whole")
  void interrupted() {
    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(file, out -> out.write(NEW), written -> {});
      assertThat(file).hasContent("new");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  @DisplayName("a folder that does not exist is named")
  void missingFolder() {
    Path target = folder.resolve("no/such/m.rawi");
    assertThatThrownBy(() -> AtomicFile.requireWritable(target))
        .isInstanceOf(ModelFileException.class)
        .hasMessage(
            "%s: the folder %s does not exist; create it or choose another",
            target, folder.resolve("no/such"));
  }

  @Test
  @DisplayName("a file where the folder should be is named")
  void fileForFolder() {
    Path target = file.resolve("m.rawi");
    assertThatThrownBy(() -> AtomicFile.write(target, out -> {}, written -> {}))
        .isInstanceOf(ModelFileException.class)
        .hasMessage("%s: %s is a file, expected a folder; choose another", target, file);
  }

  @Test
  @DisplayName("a folder where the file should be is refused, reading and writing")
  void folderForFile() {
    assertThatThrownBy(() -> AtomicFile.requireWritable(folder))
        .isInstanceOf(ModelFileException.class)
        .hasMessage(folder + ": is a folder, expected the name of a file; choose another");
    assertThatThrownBy(() -> AtomicFile.requireReadable(folder))
        .isInstanceOf(ModelFileException.class)
        .hasMessage(folder + ": is a folder, expected a file");
  }

  @Test
  @DisplayName("a folder that may not be written to is named")
  void readOnlyFolder() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    try {
      assertThat(closed.toFile().setWritable(false)).isTrue();
      assumeFalse(Files.isWritable(closed), "this user may write everywhere");
      assertThatThrownBy(() -> AtomicFile.requireWritable(closed.resolve("m.rawi")))
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining("the folder " + closed + " is not writable; choose another");
    } finally {
      assertThat(closed.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  @DisplayName("a name without a folder is one of the working directory")
  void bareName() {
    AtomicFile.requireWritable(Path.of("model-that-is-not-written.rawi"));
    assertThat(Path.of("model-that-is-not-written.rawi")).doesNotExist();
  }

  @Test
  @DisplayName("missing and empty files are refused when reading")
  void unreadable() throws IOException {
    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> AtomicFile.requireReadable(file))
        .hasMessage(file + ": is empty (0 bytes); copy it again");
    Files.delete(file);
    assertThatThrownBy(() -> AtomicFile.requireReadable(file))
        .hasMessage(file + ": no such file; check the path");
  }
}
