package rawi.apps.caption.features;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.apps.caption.network.CaptionNetwork;
import rawi.nn.Context;
import rawi.nn.Network;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Floats;
import rawi.nn.backend.Kernels;
import rawi.vision.applications.Preprocessing;
import rawi.vision.images.Image;
import rawi.vision.inference.Inference;

/**
 * What makes features of images: a convolutional network without its top, from (images, height,
 * width, channels) to a map (images, rows, columns, features).
 *
 * @param name what it is called on the command line, or its file
 * @param preprocessing of pixels from 0 to 255
 * @param identity what tells its features from those of others: a hash of its file; empty where it
 *     learns with its decoder
 */
public record ImageEncoder(
    String name, Preprocessing preprocessing, Network network, String identity) {

  /** (height, width, channels) of the images it takes. */
  public Shape input() {
    return network.inputs().get(0);
  }

  private Shape map() {
    return network.outputs().get(0);
  }

  /** Rows of the map. */
  public int rows() {
    return Math.toIntExact(map().dims().get(0));
  }

  /** Columns of the map. */
  public int columns() {
    return Math.toIntExact(map().dims().get(1));
  }

  /** Places of the map. */
  public int places() {
    return rows() * columns();
  }

  /** Features of a place. */
  public int channels() {
    return Math.toIntExact(map().last());
  }

  /** An image as the network takes it, but for the preprocessing: numbers from 0 to 255. */
  public float[] pixels(Image image) {
    List<Long> dims = input().dims();
    return image
        .withChannels(Math.toIntExact(dims.get(2)))
        .resized(Math.toIntExact(dims.get(0)), Math.toIntExact(dims.get(1)), false);
  }

  /** Such images as one array, prepared. */
  public INDArray batch(List<float[]> pixels) {
    int length = pixels.get(0).length;
    float[] all = new float[Math.multiplyExact(length, pixels.size())];
    for (int i = 0; i < pixels.size(); i++) {
      System.arraycopy(pixels.get(i), 0, all, i * length, length);
    }
    List<Long> dims = input().dims();
    return preprocessing.apply(
        Floats.array(all, DataType.FLOAT, pixels.size(), dims.get(0), dims.get(1), dims.get(2)));
  }

  /** The same, no longer learning; its features have no name of their own, and are not kept. */
  ImageEncoder frozen() {
    return new ImageEncoder(name, preprocessing, network, "its own");
  }

  /** The same encoder, made ready to compute; what it learns later is not seen. */
  public Ready ready(Kernels kernels) {
    return new Ready(this, Inference.of(network, kernels), kernels);
  }

  /** An encoder that computes features. */
  public record Ready(ImageEncoder encoder, Network fast, Kernels kernels) {
    /** (images, places, features) of such images; memory that stays. */
    public INDArray features(List<float[]> pixels, Arena arena) {
      return arena.step(
          () -> {
            Signal in = Signal.of(encoder.batch(pixels));
            INDArray planes =
                fast.forward(List.of(in), Context.inference(kernels, arena))
                    .outputs()
                    .get(0)
                    .values();
            return Arena.outside(() -> CaptionNetwork.places(planes).dup('c'));
          });
    }

    /** The same as flat arrays, one for each image. */
    public List<float[]> values(List<float[]> pixels, Arena arena) {
      INDArray features = features(pixels, arena);
      float[] all = Floats.copy(features);
      features.close();
      int each = all.length / pixels.size();
      float[][] parts = new float[pixels.size()][];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = Arrays.copyOfRange(all, i * each, (i + 1) * each);
      }
      return List.of(parts);
    }
  }
}
