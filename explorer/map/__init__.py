"""From what is known to a picture: places, labels, display list, camera, hit test. No Qt; imports landscape."""
