package rawi.nn.backend;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.jspecify.annotations.Nullable;

/** The libraries that multiply matrices, the one for large products first. */
public record BlasReport(List<Library> libraries) {
  /**
   * One of them.
   *
   * @param version its name and version
   * @param tunedFor the processor it took this one for, such as {@code cooperlake}, or the
   *     instructions that it uses, such as {@code avx512_core}; empty where it does not say. One
   *     older than the machine's costs a factor.
   */
  public record Library(String version, Optional<String> tunedFor) {
    @Override
    public String toString() {
      return version + tunedFor.map(name -> " for " + name).orElse("");
    }
  }

  /** OpenBLAS's names for the processors it has tables for, x86-64 and then 64-bit Arm. */
  private static final List<String> CORES =
      List.of(
          "PRESCOTT",
          "CORE2",
          "NEHALEM",
          "SANDYBRIDGE",
          "HASWELL",
          "SKYLAKEX",
          "COOPERLAKE",
          "SAPPHIRERAPIDS",
          "BARCELONA",
          "BULLDOZER",
          "PILEDRIVER",
          "STEAMROLLER",
          "EXCAVATOR",
          "ZEN",
          "ARMV8",
          "ARMV8SVE",
          "CORTEXA53",
          "CORTEXA57",
          "CORTEXA72",
          "CORTEXA73",
          "NEOVERSEN1",
          "NEOVERSEN2",
          "NEOVERSEV1",
          "THUNDERX",
          "THUNDERX2T99",
          "VORTEX");

  /** The libraries of {@code device}; loads them for {@link Device#CPU}. */
  public static BlasReport of(Device device) {
    if (device == Device.GPU) {
      return new BlasReport(List.of(new Library("cuBLAS (CUDA 11.6)", Optional.empty())));
    }
    return new BlasReport(
        Blas.gemm() instanceof OneDnn ? List.of(oneDnn(), openBlas()) : List.of(openBlas()));
  }

  private static Library oneDnn() {
    String version =
        Stream.of(dnnl.DNNL_VERSION_MAJOR, dnnl.DNNL_VERSION_MINOR, dnnl.DNNL_VERSION_PATCH)
            .map(String::valueOf)
            .collect(Collectors.joining("."));
    return new Library("oneDNN " + version, Optional.ofNullable(instructions()));
  }

  /** Null for instructions newer than the binding knows. */
  private static @Nullable String instructions() {
    return dnnl.get_effective_cpu_isa().intern().name();
  }

  private static Library openBlas() {
    Loader.load(openblas_nolapack.class);
    return new Library(openblas_nolapack.OPENBLAS_VERSION.strip(), tunedFor());
  }

  /**
   * The Java binding has no call for the core's name, but OpenBLAS exports one table of kernels a
   * processor and a pointer to the one it took.
   */
  private static Optional<String> tunedFor() {
    Pointer taken = Loader.addressof("gotoblas");
    if (taken == null || taken.isNull()) {
      return Optional.empty();
    }
    long table = new LongPointer(taken).get();
    return CORES.stream()
        .filter(core -> isAt(Loader.addressof("gotoblas_" + core), table))
        .map(core -> core.toLowerCase(Locale.ROOT))
        .findFirst();
  }

  private static boolean isAt(Pointer symbol, long address) {
    return symbol != null && symbol.address() == address;
  }

  @Override
  public String toString() {
    return libraries.stream().map(Library::toString).collect(Collectors.joining("; "));
  }
}
