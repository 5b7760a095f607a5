package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The way back through one filter for each channel, in the form of {@link CpuDepthwise}. Threads
 * share the images of a batch in a fixed deal, and sums are made image by image, so that one number
 * of threads gives the same bits.
 */
final class CpuDepthwiseGradients {
  private final Window window;
  private final Slide slide;
  private final SeenPixels pixelsSeen;
  private final float[][] taps; // (height width), each (pixels, channels)

  private CpuDepthwiseGradients(INDArray x, INDArray kernel, Window window) {
    this.window = window;
    this.slide = new Slide(window, x.size(1), x.size(2), x.size(3));
    this.pixelsSeen = new SeenPixels(slide, window);
    this.taps = CpuDepthwise.taps(kernel);
  }

  /** dL/dx and dL/d(kernel) with the given dL/d(bias). */
  static ConvolutionGradients of(
      INDArray x, INDArray kernel, INDArray dy, Window window, INDArray bias, Workers workers) {
    CpuDepthwiseGradients way = new CpuDepthwiseGradients(x, kernel, window);
    INDArray dx = Nd4j.createUninitialized(DataType.FLOAT, x.shape());
    INDArray dw = Nd4j.createUninitialized(DataType.FLOAT, kernel.shape());
    int images = (int) x.size(0);
    int parts = Math.min(workers.threads(), images);
    float[][] sums = new float[parts][];
    workers.each(
        parts,
        part -> {
          Own own = way.new Own();
          int end = (int) ((long) images * (part + 1) / parts);
          for (int b = (int) ((long) images * part / parts); b < end; b++) {
            own.image(b, OffHeap.buffer(x), OffHeap.buffer(dy), OffHeap.buffer(dx));
          }
          sums[part] = own.sum;
        });
    for (int part = 1; part < parts; part++) {
      CpuFinish.add(sums[0], sums[part], sums[0].length);
    }
    OffHeap.buffer(dw).put(0, sums[0]);
    return new ConvolutionGradients(dx, dw, bias);
  }

  /** What one thread works with. */
  private final class Own {
    private final int pixels = CpuDepthwise.pixels(slide.channels);
    private final float[] plane = new float[slide.plane()]; // dL/dx of an image
    private final FloatBuffer planeBuffer = FloatBuffer.wrap(plane);
    private final float[] d = new float[pixels * slide.channels];
    private final float[] seen = new float[d.length];
    private final float[][] dTaps = new float[taps.length][d.length]; // of an image
    private final float[] sum = new float[taps.length * slide.channels];

    void image(int b, FloatBuffer x, FloatBuffer dy, FloatBuffer dx) {
      Arrays.fill(plane, 0);
      for (float[] one : dTaps) {
        Arrays.fill(one, 0);
      }
      for (int i = 0; i < slide.outHeight; i++) {
        for (int j = 0; j < slide.outWidth; j += pixels) {
          int count = Math.min(pixels, slide.outWidth - j);
          int line = b * slide.outHeight + i;
          dy.get((line * slide.outWidth + j) * slide.channels, d, 0, count * slide.channels);
          tile(b, slide.top(i), j, count, x);
        }
      }
      dx.put(b * plane.length, plane);
      for (int tap = 0; tap < dTaps.length; tap++) {
        for (int at = 0; at < d.length; at += slide.channels) {
          for (int c = 0; c < slide.channels; c++) {
            sum[tap * slide.channels + c] += dTaps[tap][at + c];
          }
        }
      }
    }

    /** Some outputs of a line, from j on, whose windows begin in this row of the plane. */
    private void tile(int b, int top, int j, int count, FloatBuffer x) {
      int n = count * slide.channels;
      int width = window.columns().size();
      int end = Math.min(window.rows().size(), slide.height - top);
      for (int u = Math.max(0, -top); u < end; u++) {
        for (int v = 0; v < width; v++) {
          int tap = u * width + v;
          pixelsSeen.read(x, b * slide.height + top + u, j, count, v, seen);
          CpuDepthwise.addProducts(dTaps[tap], seen, d, n);
          pixelsSeen.read(planeBuffer, top + u, j, count, v, seen);
          CpuDepthwise.addProducts(seen, taps[tap], d, n);
          pixelsSeen.write(seen, planeBuffer, top + u, j, count, v);
        }
      }
    }
  }
}
