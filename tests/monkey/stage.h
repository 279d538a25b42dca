// The whole window, nowhere, for a monkey: events go in, frames are drawn and judged.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/model/session/session.h"
#include "app/raster/offscreen.h"
#include "app/ui/window/ui.h"
#include "tests/monkey/event.h"

namespace twofold::tests {

/// Writes the pictures and layers that the monkey opens into a folder; their names, and some of
/// files that are not there or no pictures.
std::vector<std::string> make_files(const std::filesystem::path& folder);

class Stage {
 public:
  /// Opens the first of `files`, which lie in the working folder. `hurries`: frames do not wait for
  /// numbers, as on a slow machine; the same events then need not end the same way.
  Stage(const std::vector<std::string>& files, bool hurries);

  /// Lets an event happen and draws its frames. Empty, or what does not hold any more.
  std::string happen(const Event& event);

  model::Session& session() { return session_; }
  const ui::Registry& registry() const { return ui_.registry(); }
  ImVec2 size() const { return size_; }

 private:
  /// What a frame is drawn of; what it asks for comes later.
  struct Shown {
    std::shared_ptr<const model::Evaluation> numbers;
    model::ViewState view;
  };

  std::string take(const Event& event);
  std::string wrong_words();
  std::string frame();
  std::string press_key(const Event& event);
  std::string press_letter(const Event& event);
  std::string type(const std::string& text);
  void drop(const std::string& names);
  void resize(const Event& event);
  void set_modifiers(const Event& event);
  void renew_fonts();
  void apply(const model::Edits& edits);
  void carry_out(const std::vector<model::WorldRequest>& requests);
  void carry_out_in_time(const model::WorldRequest& request);
  std::string rest();
  std::string judged_state();
  std::string judged_screen(const Shown& shown);

  bool hurries_;
  model::Session session_;
  ImVec2 size_;
  raster::Offscreen screen_;
  ImGuiContext* context_ = nullptr;  ///< the screen's
  ui::Ui ui_;
  std::vector<ui::KeyPress> keys_;
  float font_scale_ = 1;
  bool presents_ = false;
  /// What was judged last: the same numbers at the same pin need no second look.
  const void* judged_numbers_ = nullptr;
  model::Place judged_pin_;
  int judged_b_ = -1;
  /// Bytes in use at the first rest with so many documents to go back to.
  std::map<std::size_t, std::int64_t> at_rest_;
};

}  // namespace twofold::tests
