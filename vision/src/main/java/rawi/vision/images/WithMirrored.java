package rawi.vision.images;

import java.util.List;

/** The pictures of another source, then the mirror image of each, in the same order. */
record WithMirrored(ImageSource source) implements ImageSource {
  @Override
  public List<String> classes() {
    return source.classes();
  }

  @Override
  public int size() {
    return Math.multiplyExact(2, source.size());
  }

  @Override
  public int label(int index) {
    return source.label(index % source.size());
  }

  @Override
  public Image image(int index) {
    Image image = source.image(index % source.size());
    return index < source.size() ? image : image.mirrored();
  }

  @Override
  public String name(int index) {
    return source.name(index % source.size());
  }

  @Override
  public void close() {
    source.close();
  }
}
