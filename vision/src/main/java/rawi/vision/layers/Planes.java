package rawi.vision.layers;

import rawi.nn.Shape;
import rawi.nn.backend.Padding;
import rawi.nn.backend.Span;
import rawi.nn.backend.Window;

/** Shapes (height, width, channels), and windows over them. */
public final class Planes {
  private Planes() {}

  static long height(Shape plane) {
    return plane.dims().get(0);
  }

  static long width(Shape plane) {
    return plane.dims().get(1);
  }

  /** Refuses what is no plane with a known number of channels. */
  public static void require(String layer, Shape input) {
    if (input.rank() != 3 || input.last() < 1) {
      throw new IllegalArgumentException(
          layer + ": expected (batch, height, width, channels), got one example of shape " + input);
    }
  }

  /** Refuses what is no plane, or one whose height or width only data will tell. */
  static void requireKnown(String layer, Shape input) {
    require(layer, input);
    if (height(input) == Shape.ANY || width(input) == Shape.ANY) {
      throw new IllegalArgumentException(
          layer + ": expected a known height and width, got one example of shape " + input);
    }
  }

  static Window window(Size size, Size strides, Size dilation, Padding padding) {
    return new Window(
        new Span(size.height(), strides.height(), dilation.height(), padding),
        new Span(size.width(), strides.width(), dilation.width(), padding));
  }

  /** What windows over such a plane give. */
  static Shape output(String layer, Window window, Shape input, long channels) {
    require(layer, input);
    long height = height(input);
    long width = width(input);
    if (!fits(window.rows(), height) || !fits(window.columns(), width)) {
      throw new IllegalArgumentException(
          "%s: expected height and width of at least (%d, %d), which its window covers, got one example of shape %s; use same padding or a larger image"
              .formatted(layer, window.rows().covered(), window.columns().covered(), input));
    }
    return Shape.of(output(window.rows(), height), output(window.columns(), width), channels);
  }

  private static boolean fits(Span span, long n) {
    return n == Shape.ANY || span.fits(n);
  }

  private static long output(Span span, long n) {
    return n == Shape.ANY ? n : span.output(n);
  }

  /** Refuses sizes below {@code least}, such as a stride of 0. */
  static void requireSize(String layer, String what, Size got, int least) {
    if (!got.atLeast(least)) {
      throw new IllegalArgumentException(
          "%s: expected %s of at least %d, got %s".formatted(layer, what, least, got));
    }
  }

  /** Refuses windows that nobody computes. */
  static void requireWindow(String layer, Size size, Size strides, Size dilation) {
    requireSize(layer, "kernelSize", size, 1);
    requireSize(layer, "strides", strides, 1);
    requireSize(layer, "dilationRate", dilation, 1);
    if (!strides.equals(Size.of(1)) && !dilation.equals(Size.of(1))) {
      throw new IllegalArgumentException(
          "%s: expected stride 1 with a dilated window, got strides %s and dilationRate %s"
              .formatted(layer, strides, dilation));
    }
  }

  static void requireCount(String layer, String what, int got) {
    if (got < 1) {
      throw new IllegalArgumentException(
          "%s: expected %s of at least 1, got %d".formatted(layer, what, got));
    }
  }
}
