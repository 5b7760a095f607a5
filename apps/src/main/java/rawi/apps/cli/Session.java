package rawi.apps.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rawi.nn.backend.Backend;
import rawi.nn.backend.BackendChoice;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Device;
import rawi.nn.backend.DeviceReport;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.NvidiaProbe;
import rawi.nn.backend.Workers;

/**
 * What one run of the program shares: its streams, the options that every command has, and the
 * device, which is started when a command first asks for it.
 */
public final class Session {
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final GlobalOptions options;
  private Optional<Backend> backend = Optional.empty();
  private Optional<Kernels> kernels = Optional.empty();
  private volatile boolean ended;

  public Session(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      GlobalOptions options) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.environment = Map.copyOf(environment);
    this.options = options;
  }

  /** Standard input. */
  public InputStream in() {
    return in;
  }

  /** Results, in UTF-8. */
  public PrintStream out() {
    return out;
  }

  /** Whether results are JSON. */
  public boolean json() {
    return options.json;
  }

  public long seed() {
    return options.seed;
  }

  public int threads() {
    return options.threads();
  }

  /** Where sets of real data lie: {@code RAWI_DATA}, else {@code ../shared/data}. */
  public Path data() {
    return Path.of(Optional.ofNullable(environment.get("RAWI_DATA")).orElse("../shared/data"));
  }

  /** Whether a person watches standard error. */
  public boolean terminal() {
    return environment.containsKey("RAWI_TERMINAL");
  }

  public boolean quiet() {
    return options.quiet;
  }

  /** A line for the user on standard error, unless {@code --quiet} was given. */
  public void say(String line) {
    if (!options.quiet && !ended) {
      err.println(line);
    }
  }

  /** Why one of several inputs failed, also with {@code --quiet}; the others go on. */
  public void complain(String line) {
    err.println("rawi: " + line);
  }

  /** Part of a line that is going to be written over. */
  public void show(String text) {
    if (!options.quiet && !ended) {
      err.print(text);
      err.flush();
    }
  }

  /**
   * What is said at the end of an interrupted program, also with {@code --quiet}; no more after.
   */
  void lastWords(String line) {
    ended = true;
    err.println((terminal() ? Progress.CLEARED : "") + "rawi: " + line);
    err.flush();
  }

  /** Whether whoever reads standard output has gone. */
  public boolean unread() {
    return out.checkError();
  }

  /** One JSON object on one line of standard output. */
  public void print(Object value) {
    try {
      out.println(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result could not be written as JSON", e);
    }
  }

  /** The kernels of the chosen device; the first call starts it and says which it is. */
  public Kernels kernels() {
    if (kernels.isEmpty()) {
      Backend chosen = backend();
      chosen.start(this::say);
      kernels =
          Optional.of(
              chosen.device() == Device.CPU
                  ? new CpuKernels(new Workers(threads()))
                  : new Nd4jKernels());
    }
    return kernels.get();
  }

  /**
   * Kernels for whole computations that run side by side, each on one thread and with the same
   * results however many there are: one for each of {@link #threads}; on a GPU a single one.
   */
  public List<Kernels> sideBySide() {
    Kernels whole = kernels();
    if (!(whole instanceof CpuKernels)) {
      return List.of(whole);
    }
    return Stream.<Kernels>generate(() -> new CpuKernels(new Workers(1))).limit(threads()).toList();
  }

  /** What computes, and why: one line. */
  public String device() {
    return backend().reason();
  }

  /** The facts about the device. */
  public DeviceReport devices() {
    return DeviceReport.of(backend(), new NvidiaProbe(environment), threads());
  }

  private Backend backend() {
    if (backend.isEmpty()) {
      BackendChoice choice =
          options.backend().orElseGet(() -> BackendChoice.fromEnvironment(environment));
      backend = Optional.of(Backend.select(choice, new NvidiaProbe(environment)));
    }
    return backend.get();
  }
}
