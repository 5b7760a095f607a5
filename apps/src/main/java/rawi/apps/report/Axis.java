package rawi.apps.report;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * One axis of a chart: its range, and ticks at round numbers (Heckbert, 1990, "Nice Numbers for
 * Graph Labels", Graphics Gems).
 */
record Axis(double from, double to, double step, List<Double> ticks) {
  /** From 0 to 1 in fifths. */
  static Axis unit() {
    return covering(0, 1);
  }

  /** Around all these values; values that cannot be drawn are ignored. */
  static Axis covering(DoubleStream values) {
    var range = values.filter(Numbers::drawable).summaryStatistics();
    return range.getCount() == 0 ? unit() : covering(range.getMin(), range.getMax());
  }

  /** Epochs 1 to {@code last}, at most about 12 ticks. */
  static Axis epochs(int last) {
    double step = Math.max(1, nice(last / 12.0));
    var ticks = new TreeSet<Double>();
    ticks.add(1.0);
    for (double tick = step; tick <= last; tick += step) {
      ticks.add(tick);
    }
    return new Axis(1, last, step, List.copyOf(ticks));
  }

  /** Where a value lies between two coordinates; in the middle of an axis without length. */
  double place(double value, double first, double last) {
    double share = to > from ? (value - from) / (to - from) : 0.5;
    return first + share * (last - first);
  }

  /** A tick with as many decimals as the step needs. */
  String label(double tick) {
    if (step < 1e-4 || Math.max(Math.abs(from), Math.abs(to)) >= 1e6) {
      return String.format(Locale.ROOT, "%.1e", tick).replace('-', '−');
    }
    return Numbers.fixed(tick, Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9)));
  }

  private static Axis covering(double min, double max) {
    double size = Math.max(Math.abs(min), Math.abs(max));
    boolean flat = max - min <= Math.max(1e-9 * size, 1e-30);
    double slack = flat ? Math.max(size * 0.1, 0.05) : 0;
    double step = nice((max - min + 2 * slack) / 5);
    double first = Math.floor((min - slack) / step + 1e-9);
    double last = Math.ceil((max + slack) / step - 1e-9);
    List<Double> ticks =
        LongStream.rangeClosed(0, (long) (last - first)).mapToObj(i -> (first + i) * step).toList();
    return new Axis(first * step, last * step, step, ticks);
  }

  /** The smallest of 1, 2, 5 times a power of ten that is at least {@code x}. */
  private static double nice(double x) {
    double power = Math.pow(10, Math.floor(Math.log10(x)));
    double digit = x / power;
    double rounded = digit <= 1.0001 ? 1 : digit <= 2.0001 ? 2 : digit <= 5.0001 ? 5 : 10;
    return rounded * power;
  }
}
