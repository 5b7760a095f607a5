package rawi.apps.caption.network;

import rawi.apps.caption.data.CaptionVocabulary;

/**
 * How captions are searched: see {@link CaptionNetwork#tell}.
 *
 * @param beam captions kept open for each image; 1: the most probable word each time
 * @param maxWords most words of a caption
 * @param lengthPower how the length counts: log p / length^power is what the best has most of
 * @param vocabulary what may be said: its words, never the unknown one
 */
public record Search(int beam, int maxWords, double lengthPower, CaptionVocabulary vocabulary) {
  public Search {
    new BeamSearch(beam, maxWords, lengthPower, 0, 1, id -> true);
  }

  BeamSearch beams() {
    return new BeamSearch(
        beam, maxWords, lengthPower, vocabulary.start(), vocabulary.end(), vocabulary::canBeSaid);
  }
}
