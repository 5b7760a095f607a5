package rawi.apps.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rawi.apps.cli.Session;

/** Learns pairs of sequences twice, without attention and with it. */
final class Translation {
  private static final int UNITS = 96;
  private static final int SHOWN = 3;

  private Translation() {}

  static Outcome learn(List<Pair> trained, List<Pair> unseen, int epochs, Session session) {
    List<Pair> all = new ArrayList<>(trained);
    all.addAll(unseen);
    Symbols source = Symbols.of(all.stream().map(Pair::source).toList());
    Symbols target = Symbols.of(all.stream().map(Pair::target).toList());
    Map<String, Double> figures = new LinkedHashMap<>();
    List<String> samples = new ArrayList<>();
    for (boolean attention : new boolean[] {false, true}) {
      String how = attention ? "with attention" : "without attention";
      EncoderDecoder model =
          new EncoderDecoder(source, target, UNITS, attention, session.seed(), session.kernels());
      figures.put("exactly right, untrained, " + how, model.exact(unseen));
      model.fit(trained, epochs, session.seed());
      figures.put("exactly right, unseen, " + how, model.exact(unseen));
      List<Pair> some = unseen.subList(0, SHOWN);
      List<List<String>> written = model.decode(some, trained.get(0).target().size() + 10);
      for (int i = 0; i < some.size(); i++) {
        samples.add(
            "%s -> %s (%s)"
                .formatted(
                    String.join(" ", some.get(i).source()), String.join("", written.get(i)), how));
      }
    }
    return new Outcome(figures, samples, List.of());
  }
}
