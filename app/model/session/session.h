// The running program without its window: document and history, look, numbers, pictures. Panels
// read it through const functions; apply(), want() and tick() are the only writes.
#pragma once

#include <chrono>
#include <functional>

#include "app/model/cost/measure.h"
#include "app/model/network/network_show.h"
#include "app/model/session/edits.h"
#include "app/model/session/worker.h"
#include "app/model/state/history.h"
#include "app/model/state/update.h"
#include "app/model/steps/path.h"
#include "app/model/steps/playback.h"
#include "core/check.h"

namespace twofold::model {

// The pages about learning have headers of their own (app/model/learning), for those who draw them.
inline namespace learning {
class Learner;
struct Lost;
struct Classroom;
struct LearningInputs;
}  // namespace learning

inline namespace session {

class Session {
 public:
  /// What a session is started with.
  struct Start {
    PictureLibrary library;
    Document document;  ///< its pictures are in the library
    Document opening;   ///< what Reset all restores
    ViewState view;
    bool pin_is_given = false;  ///< view.pin stands; else it is put on a striking place
    LearnedFilters learned;
    std::shared_ptr<const core::Filter> trained;    ///< conv0 of the detector; may be null
    std::shared_ptr<const TrainedNetwork> network;  ///< of the page that runs one; may be null
    /// Where numbers are computed; null: the usual one.
    std::shared_ptr<base::Background> background;
    std::function<void()> wake = [] {};  ///< called in the background when numbers are ready
    /// Numbers come by compute() alone, and times by take_times(): for recordings that are played
    /// again, where they have to come at the moments at which they came.
    bool holds_numbers = false;
  };
  explicit Session(Start start);
  ~Session();

  const Document& document() const { return history_.now(); }
  const ViewState& view() const { return view_; }
  const History& history() const { return history_; }
  const LearnedFilters& learned() const { return learned_; }
  PictureLibrary& library() { return library_; }
  const PictureLibrary& library() const { return library_; }

  /// Why the document as it stands cannot be computed (problems_of); empty if it can.
  const std::vector<core::Problem>& problems() const { return problems_; }

  /// The newest finished numbers: those of the document, or of an earlier one while work goes on or
  /// problems stand. Null only before the first.
  const Evaluation* numbers() const { return numbers_.get(); }
  std::shared_ptr<const Evaluation> shared_numbers() const { return numbers_; }

  /// Whether numbers() are those of the document as it stands.
  bool is_current() const;

  /// What is lit; about numbers()'s own document.
  const Highlight& highlighted() const { return highlight_; }
  /// The one path that is looked at, in what is lit.
  const Path& path() const { return path_; }

  /// The steps that a playback runs through, for numbers()'s own document; null before the first.
  SharedWalk walk() const { return walk_; }
  /// What the walk is about.
  WalkedLayer walked_layer() const;

  const Painter& painter() const { return painter_; }
  /// How long the layer takes here; null while nothing of it is known. Measured while the cost
  /// view's page of times is open, and for a race by the clock.
  std::shared_ptr<const Measurement> measurement() const { return measurer_.latest(); }

  /// The pages about learning; null before the first.
  std::shared_ptr<const Lost> lost() const;
  std::shared_ptr<const Classroom> classroom() const;
  /// The network on the picture that is shown; null until it has run. Run while its page is open.
  const NetworkShow* network_show() const { return shown_.get(); }
  /// Whether there is a network to run: its weights come with the program.
  bool has_network() const { return network_ != nullptr; }
  /// A layer of the network as a document on the picture that is shown; there must be a network,
  /// and a picture.
  Document network_layer(const NetworkPlace& place) const;
  /// Whether the document is a layer of the network, and what comes behind it can read what it
  /// makes.
  bool is_in_network() const;

  const Message& message() const { return message_; }

  /// Applies what the panels of one frame asked for; what it asks of the world is left to the
  /// caller.
  void apply(const Edits& edits);
  void say(Message message) { message_ = std::move(message); }

  /// A picture that the program brings along; its thumbnail is picture number `index` of the list.
  struct Offer {
    std::string name;
    std::string path;
  };
  void offer(Offer offer, std::shared_ptr<const paint::Rgba8> thumbnail);
  const std::vector<Offer>& offers() const { return offers_; }

  /// Says which pictures are on screen from now on; they are painted at every tick.
  void want(std::vector<Wanted> wanted);
  const std::vector<Wanted>& wanted() const { return wanted_; }

  /// Takes in finished work, waiting for it at most `patience`, and paints what was wanted last.
  void tick(std::chrono::milliseconds patience);

  /// Held numbers come by themselves from now on.
  void release_numbers();
  /// Computes the numbers of this document at once, and takes them in.
  void compute(const Document& document);
  /// Takes in times for races by the clock; those that are measured count again once numbers are
  /// released.
  void take_times(const RaceTimes& times) { told_times_ = times; }
  /// The times of both sides of a race, once they are known for the present numbers.
  std::optional<RaceTimes> race_times() const;

  /// Waits until numbers and pictures are those of the document; for exports and tests.
  void settle();

  /// Whether something moves, is being computed or is still to be painted, so that the window must
  /// not sleep. Measuring on a thread is left out: a window that keeps drawing would disturb it; it
  /// wakes the window itself.
  bool is_busy() const;

  /// Whether numbers are on their way.
  bool is_computing() const { return worker_.busy(); }

  /// Share that is done of a computation that takes long; nothing while there is none.
  std::optional<float> progress() const { return worker_.progress(); }

 private:
  void carry_out(const SessionRequest& request);
  void reset_look();
  void replace_document(const Document& before);
  void free_pictures();
  void request_numbers();
  void request_lesson();
  void show_lesson();
  void take_in(SharedEvaluation numbers);
  void place_pin();
  void carry_pin();
  Place pin_of_numbers() const;
  Looked looked() const;
  void measure_or_not();
  void show_network();
  std::shared_ptr<const TrainedNetwork> network_with_document();
  void show_pages();
  bool pages_are_made() const;
  Inputs inputs_of(const Document& document) const;
  void refresh_walk();
  void follow_playback(const ViewState& before);
  void follow_fold(const Playback& before, const core::Step& step);
  void refresh_highlight();
  Highlight lit() const;

  PictureLibrary library_;
  History history_;
  Document opening_;
  ViewState opening_view_;
  ViewState view_;
  LearnedFilters learned_;
  std::vector<core::Problem> problems_;
  std::shared_ptr<const Evaluation> numbers_;
  Highlight highlight_;
  Path path_;
  SharedWalk walk_;
  WalkKey walk_key_;
  Painter painter_;
  std::vector<Wanted> wanted_;
  bool is_painted_ = true;  ///< what is wanted, as far as there are numbers
  Message message_;
  std::vector<Offer> offers_;

  /// Where the pin was put, by the user or on a striking place, and in which document. From there
  /// it is carried over to the present one, so that dragging a slider there and back returns it.
  Place pin_home_;
  Document pin_document_;
  bool pin_is_placed_ = false;

  bool holds_numbers_ = false;
  std::optional<RaceTimes> told_times_;  ///< while it does

  /// What was asked of the worker last.
  struct Requested {
    Document document;
    bool standard = false;
    bool floats = false;
    LookedAt looked;  ///< of no meaning where the stages are held whole
    int b = 0;
    bool operator==(const Requested&) const = default;
  };
  Requested wanted_numbers() const;
  std::optional<Requested> requested_;
  std::shared_ptr<base::Background> background_;
  Worker worker_;
  Measurer measurer_;

  std::shared_ptr<const core::Filter> trained_;
  std::unique_ptr<const LearningInputs> lesson_;  ///< what was asked of the learner last
  std::shared_ptr<const void> shown_lesson_;      ///< whose pictures the painter has
  std::unique_ptr<Learner> learner_;
  std::shared_ptr<const TrainedNetwork> network_;
  std::shared_ptr<const NetworkShow> shown_;
  /// The network with a document in the place of one of its layers, and which.
  std::shared_ptr<const TrainedNetwork> changed_network_;
  Document changed_by_;
  NetworkShower shower_;
};

}  // namespace session
}  // namespace twofold::model
