#include "app/desk/remembered_settings.h"

namespace twofold::desk {

RememberedSettings::RememberedSettings() : path_(io::settings_path()) {
  if (path_) kept_ = io::load_settings(*path_);
}

bool RememberedSettings::keep(model::Session& session) {
  const io::Settings now = io::settings_of(session.view());
  if (!path_ || now == kept_) return false;
  kept_ = now;
  const io::Result<io::Done> written = io::save_settings(*path_, now);
  if (written) return true;
  session.say({written.error().sentence, true});
  path_.reset();
  return false;
}

}  // namespace twofold::desk
