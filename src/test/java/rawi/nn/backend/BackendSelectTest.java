package rawi.nn.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rawi.nn.backend.FakeProbe.card;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendSelectTest {
  private static final Gpu A100 = card("NVIDIA A100", "8.0");
  private static final Gpu H200 = card("NVIDIA H200", "9.0");

  @Test
  void cpuIsTakenOnRequestWithoutAskingForCards() {
    GpuProbe untouchable =
        new GpuProbe() {
          @Override
          public boolean driver() {
            throw new AssertionError("asked");
          }

          @Override
          public boolean cudaBackend() {
            throw new AssertionError("asked");
          }

          @Override
          public Cards cards() {
            throw new AssertionError("asked");
          }
        };
    Backend backend = Backend.select(BackendChoice.CPU, untouchable);
    assertThat(backend.device()).isEqualTo(Device.CPU);
    assertThat(backend.reason()).isEqualTo("cpu, as asked");
  }

  @Test
  void withoutADriverAutoTakesTheCpuAndGpuFails() {
    refuses(FakeProbe.NO_DRIVER, "no NVIDIA driver found (no nvidia-smi on the PATH)");
  }

  @Test
  void withADriverButNoCudaBackendTheBuildCommandIsSaid() {
    refuses(
        new FakeProbe(true, false, GpuProbe.Cards.of(A100)),
        "an NVIDIA driver is present but this build has no CUDA backend; build with 'mvn -Pcuda"
            + " package'");
  }

  @Test
  void whatKeepsTheCardsFromBeingListedIsPassedOn() {
    refuses(
        new FakeProbe(true, true, GpuProbe.Cards.none("nvidia-smi gave no answer in 10 s")),
        "nvidia-smi gave no answer in 10 s");
  }

  @Test
  void aDriverWithoutACardIsSaid() {
    refuses(FakeProbe.with(), "the NVIDIA driver lists no card");
  }

  @ParameterizedTest
  @CsvSource({"NVIDIA H200, 9.0", "NVIDIA B200, 10.0", "GeForce RTX 5090, 12.0", "Tesla K40, 3.5"})
  void aCardOutsideTheBuildsMachineCodeIsNamedWithItsCapability(String name, String capability) {
    refuses(
        FakeProbe.with(card(name, capability)),
        name
            + " (compute capability "
            + capability
            + ", driver 550.54.15) cannot be used: this build's ND4J (CUDA 11.6) has machine code"
            + " for compute capability 3.7 to 3.9, 5.0 to 5.9, 6.0 to 6.9, 7.0 to 7.9, 8.0 to 8.9"
            + " only; use backend cpu");
  }

  @ParameterizedTest
  @CsvSource({"Tesla K80, 3.7", "GTX 1080, 6.1", "Tesla T4, 7.5", "RTX 3090, 8.6", "L4, 8.9"})
  void aCardWithinItIsTakenByGpuAndByAuto(String name, String capability) {
    Gpu card = card(name, capability);
    for (BackendChoice choice : new BackendChoice[] {BackendChoice.GPU, BackendChoice.AUTO}) {
      Backend backend = Backend.select(choice, FakeProbe.with(card));
      assertThat(backend.device()).isEqualTo(Device.GPU);
      assertThat(backend.gpu()).contains(card);
      assertThat(backend.reason()).contains(name).contains(capability);
    }
  }

  @Test
  void ofSeveralCardsTheFirstUsableOneIsTakenAndNamed() {
    Gpu second = card("NVIDIA A10", "8.6");
    Backend backend = Backend.select(BackendChoice.GPU, FakeProbe.with(A100, second));
    assertThat(backend.gpu()).contains(A100);
    assertThat(backend.reason())
        .isEqualTo("gpu: NVIDIA A100 (compute capability 8.0, driver 550.54.15), as asked");
  }

  @Test
  void aUsableCardBehindAnotherIsTakenAndSaidHowToShowItAlone() {
    Backend backend = Backend.select(BackendChoice.AUTO, FakeProbe.with(H200, A100));
    assertThat(backend.gpu()).contains(A100);
    assertThat(backend.reason())
        .startsWith("gpu: NVIDIA A100")
        .contains("card 1 of 0 to 1", "CUDA_VISIBLE_DEVICES=1");
  }

  @Test
  void everyUnusableCardIsNamed() {
    assertThat(
            Backend.select(BackendChoice.AUTO, FakeProbe.with(H200, card("K40", "3.5"))).reason())
        .contains("NVIDIA H200 (compute capability 9.0", "K40 (compute capability 3.5");
  }

  private static void refuses(GpuProbe probe, String why) {
    Backend auto = Backend.select(BackendChoice.AUTO, probe);
    assertThat(auto.device()).isEqualTo(Device.CPU);
    assertThat(auto.gpu()).isEmpty();
    assertThat(auto.reason()).isEqualTo("cpu: " + why);
    assertThatThrownBy(() -> Backend.select(BackendChoice.GPU, probe))
        .isInstanceOf(BackendException.class)
        .hasMessage("backend gpu: " + why + ".");
  }
}
