package rawi.nn.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

class BackendStartTest {
  private final Backend cpu = Backend.select(BackendChoice.CPU, FakeProbe.NO_DRIVER);

  @Test
  void theCpuBackendIsLoadedWithItsGlobalSettingsAndAgainChangesNothing() {
    cpu.start(line -> {});
    Backend.select(BackendChoice.AUTO, FakeProbe.NO_DRIVER).start(line -> {});
    assertThat(Nd4j.getBackend().getClass().getName()).isEqualTo(Device.CPU.nd4jBackend());
    assertThat(Nd4j.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads()).isEqualTo(1);
  }

  /** A program of its own, whose environment asks for three threads. */
  static final class Product {
    private Product() {}

    public static void main(String[] args) {
      Backend.select(BackendChoice.CPU, FakeProbe.NO_DRIVER).start(line -> {});
      Nd4j.ones(2, 2).mmul(Nd4j.ones(2, 2));
      System.out.print(openblas_nolapack.blas_get_num_threads());
    }
  }

  @Test
  void productsStayAtOneNativeThreadOnceNd4jsOwnBlasWasUsed() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String classes = System.getProperty("java.class.path");
    ProcessBuilder program =
        new ProcessBuilder(java.toString(), "-cp", classes, Product.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    program.environment().put("OMP_NUM_THREADS", "3");
    program.environment().remove("OPENBLAS_NUM_THREADS");
    Process process = program.start();
    String threads = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(threads).isEqualTo("1");
  }

  @Test
  void severalThreadsMayStartItAtOnce() {
    List<CompletableFuture<Void>> starts =
        Stream.generate(() -> CompletableFuture.runAsync(() -> cpu.start(line -> {})))
            .limit(4)
            .toList();
    starts.forEach(CompletableFuture::join);
    assertThat(Nd4j.ones(2, 2).sumNumber().intValue()).isEqualTo(4);
  }

  @Test
  void anotherDeviceLaterIsRefused() {
    cpu.start(line -> {});
    Backend gpu =
        Backend.select(BackendChoice.GPU, FakeProbe.with(FakeProbe.card("NVIDIA A100", "8.0")));
    assertThatThrownBy(() -> gpu.start(line -> {}))
        .isInstanceOf(BackendException.class)
        .hasMessageStartingWith("backend gpu: ND4J was started in this process with another device")
        .hasMessageEndingWith("one process uses one device, start another process.");
  }

  @Test
  void nothingIsPrinted() {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      cpu.start(line -> {});
    } finally {
      System.setOut(out);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void theReportNamesTheLibrariesOfMatrixProductsAndTheProcessorTheyAreTunedFor() {
    DeviceReport report = DeviceReport.of(cpu, FakeProbe.NO_DRIVER, 2);
    assertThat(report.backend()).isEqualTo("cpu");
    assertThat(report.reason()).isEqualTo("cpu, as asked");
    assertThat(report.threads()).isEqualTo(2);
    assertThat(report.blas())
        .matches("(oneDNN [0-9.]+ for [a-z0-9_]+; )?OpenBLAS [0-9.]+( for [a-z0-9]+)?");
    assertThat(report.gpu()).isEmpty();
  }

  @Test
  void theReportTellsOfACardThatIsNotInUse() {
    GpuProbe probe = FakeProbe.with(FakeProbe.card("NVIDIA H200", "9.0"));
    Backend fallen = Backend.select(BackendChoice.AUTO, probe);
    assertThat(DeviceReport.of(fallen, probe, 2).gpu())
        .isEqualTo(Optional.of(new DeviceReport.Card("NVIDIA H200", "9.0", false)));
  }
}
