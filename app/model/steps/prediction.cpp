#include "app/model/steps/prediction.h"

namespace twofold::model::inline steps {

Playback asking(Playback p, bool asks) {
  p.predicts = asks;
  return asks ? hidden_anew(p) : revealed(p);
}

Playback asking_for(Playback p, const Facts& facts) {
  const Facts before = p.asked;
  p.asked = facts;
  if (!p.predicts) return p;
  p.hidden.value = p.hidden.value && facts.value;
  p.hidden.shape = facts.shape && (p.hidden.shape || !before.shape);
  p.hidden.cost = facts.cost && (p.hidden.cost || !before.cost);
  p.hidden.winner = facts.winner && (p.hidden.winner || !before.winner);
  return p;
}

Playback hidden_anew(Playback p) {
  if (!p.predicts) return p;
  p.hidden.shape = p.asked.shape;
  p.hidden.cost = p.asked.cost;
  p.hidden.winner = p.asked.winner;
  return p;
}

Playback revealed(Playback p) {
  p.hidden = {};
  return p;
}

}  // namespace twofold::model::inline steps
