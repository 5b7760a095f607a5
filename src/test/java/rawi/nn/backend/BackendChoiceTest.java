package rawi.nn.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendChoiceTest {
  @Test
  void namesAreReadWhateverTheirCase() {
    assertThat(BackendChoice.of("CPU")).isEqualTo(BackendChoice.CPU);
    assertThat(BackendChoice.of("gpu")).isEqualTo(BackendChoice.GPU);
    assertThat(BackendChoice.of(" Auto ")).isEqualTo(BackendChoice.AUTO);
  }

  @Test
  void anotherNameIsRefusedWithTheListOfChoices() {
    assertThatThrownBy(() -> BackendChoice.of("tpu"))
        .isInstanceOf(BackendException.class)
        .hasMessage("--backend: expected one of auto, cpu, gpu, got 'tpu'.");
  }

  @Test
  void theEnvironmentChooses() {
    assertThat(BackendChoice.fromEnvironment(Map.of("RAWI_BACKEND", "cpu")))
        .isEqualTo(BackendChoice.CPU);
  }

  @Test
  void anUnsetOrBlankVariableMeansAuto() {
    assertThat(BackendChoice.fromEnvironment(Map.of())).isEqualTo(BackendChoice.AUTO);
    assertThat(BackendChoice.fromEnvironment(Map.of("RAWI_BACKEND", " ")))
        .isEqualTo(BackendChoice.AUTO);
  }

  @Test
  void aWrongVariableIsNamed() {
    assertThatThrownBy(() -> BackendChoice.fromEnvironment(Map.of("RAWI_BACKEND", "cuda")))
        .isInstanceOf(BackendException.class)
        .hasMessage("RAWI_BACKEND: expected one of auto, cpu, gpu, got 'cuda'.");
  }
}
