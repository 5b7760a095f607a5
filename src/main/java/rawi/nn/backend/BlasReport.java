package rawi.nn.backend;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The library that multiplies matrices.
 *
 * @param version its name and version
 * @param core the processor OpenBLAS tuned itself for, such as {@code cooperlake}; empty where it
 *     does not say. A core older than the machine's costs a factor.
 */
public record BlasReport(String version, Optional<String> core) {
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

  /** The library of {@code device}; loads OpenBLAS for {@link Device#CPU}. */
  public static BlasReport of(Device device) {
    if (device == Device.GPU) {
      return new BlasReport("cuBLAS (CUDA 11.6)", Optional.empty());
    }
    Loader.load(openblas_nolapack.class);
    return new BlasReport(openblas_nolapack.OPENBLAS_VERSION.strip(), tunedFor());
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
    return version + core.map(name -> ", tuned for " + name).orElse("");
  }
}
