package rawi.apps.nextword;

import java.util.ArrayList;
import java.util.List;
import rawi.tokenize.Token;

/**
 * What was read of a text that grows: the states after each token and what the model says there.
 * Another text reads only the tokens in which it differs. For one thread at a time.
 */
final class Reading {
  private final NextWordModel model;
  private final List<Integer> ids = new ArrayList<>();
  private final List<Moment> moments = new ArrayList<>(); // before the first id, after each id
  private final List<float[]> logs = new ArrayList<>(); // empty: not computed

  Reading(NextWordModel model) {
    this.model = model;
  }

  /** Where the reading stands after some tokens. */
  Moment after(List<Token> tokens) {
    return moments.get(read(tokens));
  }

  /** The log-probabilities of what comes after some tokens. */
  float[] logsAfter(List<Token> tokens) {
    int at = read(tokens);
    if (logs.get(at).length == 0) {
      logs.set(at, model.next(moments.get(at)));
    }
    return logs.get(at);
  }

  /** Reads what is new of these tokens and gives their number. */
  private int read(List<Token> tokens) {
    int[] wanted = model.vocabulary().encode(tokens);
    int same = 0;
    while (same < wanted.length && same < ids.size() && ids.get(same) == wanted[same]) {
      same++;
    }
    if (moments.isEmpty()) {
      add(model.start());
    }
    if (same < wanted.length) { // another text from here on
      ids.subList(same, ids.size()).clear();
      moments.subList(same + 1, moments.size()).clear();
      logs.subList(same + 1, logs.size()).clear();
    }
    for (int i = same; i < wanted.length; i++) {
      add(model.after(moments.get(i), wanted[i]));
      ids.add(wanted[i]);
    }
    return wanted.length;
  }

  private void add(Moment moment) {
    moments.add(moment);
    logs.add(new float[0]);
  }
}
