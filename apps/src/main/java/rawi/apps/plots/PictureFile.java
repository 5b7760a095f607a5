package rawi.apps.plots;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import rawi.nn.saving.AtomicFile;

/** Where a picture goes: SVG or PNG, by the ending of the file's name. */
public final class PictureFile {
  private static final String PNG = ".png";

  private PictureFile() {}

  /**
   * Refuses what {@link #write} will not take, to be asked before a long computation.
   *
   * @throws IllegalArgumentException if the name ends in neither .svg nor .png
   * @throws rawi.nn.saving.ModelFileException if the folder is not there or not writable
   */
  public static Path require(Path file) {
    requireForm(file);
    AtomicFile.requireWritable(file);
    return file;
  }

  /**
   * Refuses a name that is not one of a picture, where its folder is still to be made.
   *
   * @throws IllegalArgumentException if the name ends in neither .svg nor .png
   */
  public static void requireForm(Path file) {
    if (!isSvg(file) && !endsIn(file, PNG)) {
      throw new IllegalArgumentException(file + ": expected a name that ends in .svg or .png");
    }
  }

  /**
   * The same for what is drawn dot by dot, which is always PNG.
   *
   * @throws IllegalArgumentException if the name does not end in .png
   * @throws rawi.nn.saving.ModelFileException if the folder is not there or not writable
   */
  public static Path requirePng(Path file) {
    if (!endsIn(file, PNG)) {
      throw new IllegalArgumentException(file + ": expected a name that ends in " + PNG);
    }
    AtomicFile.requireWritable(file);
    return file;
  }

  private static boolean isSvg(Path file) {
    return endsIn(file, ".svg");
  }

  private static boolean endsIn(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  /** Writes the picture; nothing half-written stays. */
  static void write(Chart<?, ?> chart, Path file) {
    require(file);
    if (isSvg(file)) {
      AtomicFile.write(
          file, out -> out.write(svg(chart).getBytes(StandardCharsets.UTF_8)), written -> {});
    } else {
      AtomicFile.write(
          file,
          out -> BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG),
          written -> {});
    }
  }

  private static String svg(Chart<?, ?> chart) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(
        chart, out, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    return SmallSvg.of(out.toString(StandardCharsets.UTF_8));
  }
}
