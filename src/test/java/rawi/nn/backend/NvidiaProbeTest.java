package rawi.nn.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static rawi.nn.backend.FakeProbe.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake nvidia-smi is a shell script")
class NvidiaProbeTest {
  @TempDir Path folder;

  @Test
  void withoutNvidiaSmiOnThePathThereIsNoDriver() {
    assertThat(probe("").driver()).isFalse();
    assertThat(new NvidiaProbe(Map.of()).driver()).isFalse();
  }

  @Test
  void nvidiaSmiOnThePathMeansADriver() throws IOException {
    says("exit 0");
    assertThat(probe("").driver()).isTrue();
  }

  @Test
  void theAnswerIsReadCardByCard() {
    assertThat(
            NvidiaProbe.parse(
                    List.of("NVIDIA A100-SXM4-40GB, 8.0, 550.54.15", "NVIDIA H200, 9.0, 550.54.15"))
                .found())
        .containsExactly(card("NVIDIA A100-SXM4-40GB", "8.0"), card("NVIDIA H200", "9.0"));
  }

  @Test
  void anAnswerOfAnotherFormIsQuoted() {
    assertThat(NvidiaProbe.parse(List.of("Old card, [N/A], 390.1")).obstacle())
        .contains(
            "nvidia-smi: expected 'name, compute capability, driver', got 'Old card, [N/A],"
                + " 390.1'");
  }

  @Test
  void theCardsAreThoseThatNvidiaSmiPrints() throws IOException {
    says("echo 'NVIDIA L4, 8.9, 550.54.15'");
    assertThat(probe("").cards().found()).containsExactly(card("NVIDIA L4", "8.9"));
  }

  @Test
  void aFailureIsPassedOnWithItsFirstLine() throws IOException {
    says("echo 'Field \"compute_cap\" is not a valid field to query.'; exit 2");
    assertThat(probe("").cards().obstacle())
        .contains(
            "nvidia-smi failed (exit 2): Field \"compute_cap\" is not a valid field to query.");
  }

  @Test
  void silenceIsGivenUpOn() throws IOException {
    says("exec sleep 20");
    NvidiaProbe hasty = new NvidiaProbe(Map.of("PATH", folder.toString()), Duration.ofMillis(100));
    assertThat(hasty.cards().obstacle()).contains("nvidia-smi gave no answer in 0.1 s");
  }

  @Test
  void onlyVisibleCardsAreAskedFor() throws IOException {
    says("echo \"$3\" >&2; exit 7");
    assertThat(probe("1").cards().obstacle()).contains("nvidia-smi failed (exit 7): --id=1");
    assertThat(probe("-1").cards().obstacle()).contains("CUDA_VISIBLE_DEVICES hides every card");
  }

  private NvidiaProbe probe(String visible) {
    return new NvidiaProbe(
        visible.isEmpty()
            ? Map.of("PATH", folder.toString())
            : Map.of("PATH", folder.toString(), "CUDA_VISIBLE_DEVICES", visible));
  }

  private void says(String script) throws IOException {
    Path program = folder.resolve("nvidia-smi");
    Files.writeString(program, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
