package rawi.nn.backend;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * Asks this machine: {@code nvidia-smi} for the cards, the dynamic loader for the driver's library,
 * the class path for ND4J's CUDA backend.
 */
public final class NvidiaProbe implements GpuProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, String> environment;
  private final Duration patience;

  /**
   * @param environment where PATH and CUDA_VISIBLE_DEVICES are looked up, as {@link
   *     System#getenv()}
   */
  public NvidiaProbe(Map<String, String> environment) {
    this(environment, PATIENCE);
  }

  NvidiaProbe(Map<String, String> environment, Duration patience) {
    this.environment = Map.copyOf(environment);
    this.patience = patience;
  }

  @Override
  public boolean driver() {
    return smi().isPresent();
  }

  @Override
  public boolean cudaBackend() {
    String file = Device.GPU.nd4jBackend().replace('.', '/') + ".class";
    return NvidiaProbe.class.getClassLoader().getResource(file) != null;
  }

  @Override
  public Cards cards() {
    Optional<String> visible = Optional.ofNullable(environment.get("CUDA_VISIBLE_DEVICES"));
    if (visible.filter(list -> list.isBlank() || list.strip().startsWith("-")).isPresent()) {
      return Cards.none("CUDA_VISIBLE_DEVICES hides every card");
    }
    Cards listed =
        smi()
            .map(program -> ask(program, visible))
            .orElseGet(() -> Cards.none("nvidia-smi is not on the PATH"));
    if (listed.found().isEmpty() || driverLoads()) {
      return listed;
    }
    return new Cards(
        listed.found(),
        Optional.of(
            "nvidia-smi lists "
                + listed.found().get(0).name()
                + " but the driver's library "
                + driverLibrary()
                + " cannot be loaded"));
  }

  private Optional<Path> smi() {
    String path = environment.getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of("nvidia-smi", "nvidia-smi.exe").map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Cards ask(Path program, Optional<String> visible) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--query-gpu=name,compute_cap,driver_version");
    command.add("--format=csv,noheader");
    visible.ifPresent(list -> command.add("--id=" + list));
    Optional<Path> answer = Optional.empty();
    try {
      // a file, not a pipe: a hanging child that never closes its end cannot hold us
      answer = Optional.of(Files.createTempFile("rawi-nvidia-smi", ".csv"));
      return run(command, answer.get());
    } catch (IOException e) {
      return Cards.none("nvidia-smi could not be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Cards.none("interrupted while waiting for nvidia-smi");
    } finally {
      answer.ifPresent(file -> file.toFile().delete());
    }
  }

  private Cards run(List<String> command, Path answer) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(answer.toFile())
            .start();
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      return Cards.none("nvidia-smi gave no answer in " + patience.toMillis() / 1000.0 + " s");
    }
    List<String> lines =
        new String(Files.readAllBytes(answer), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    if (process.exitValue() != 0) {
      String said = lines.isEmpty() ? "no message" : lines.get(0).strip();
      return Cards.none("nvidia-smi failed (exit " + process.exitValue() + "): " + said);
    }
    return parse(lines);
  }

  /** Reads lines such as {@code NVIDIA A100-SXM4-40GB, 8.0, 550.54.15}. */
  static Cards parse(List<String> lines) {
    List<Gpu> cards = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split(",", -1);
      try {
        if (fields.length != 3) {
          throw new NumberFormatException("not three fields");
        }
        cards.add(
            new Gpu(
                fields[0].strip(), ComputeCapability.parse(fields[1].strip()), fields[2].strip()));
      } catch (NumberFormatException e) {
        return Cards.none(
            "nvidia-smi: expected 'name, compute capability, driver', got '" + line.strip() + "'");
      }
    }
    return new Cards(cards, Optional.empty());
  }

  private static String driverLibrary() {
    return File.separatorChar == '\\' ? "nvcuda.dll" : "libcuda.so.1";
  }

  private static boolean driverLoads() {
    try {
      Loader.loadGlobal(driverLibrary());
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }
}
