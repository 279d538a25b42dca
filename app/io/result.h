// What an operation on the outside world returns: a value, or one sentence that says why not.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace twofold::io {

/// Why something did not work.
struct Error {
  std::string sentence;  ///< one line: what happened and what would do; no full stop at the end
  bool user_can_mend = true;  ///< another path, a repaired file, other settings would do

  bool operator==(const Error&) const = default;
};

/// The value of an operation that only does something.
struct Done {
  bool operator==(const Done&) const = default;
};

/// A T, or the Error that stood in the way. Asking for the one that is not there asserts.
template <class T>
class [[nodiscard]] Result {
 public:
  // A function returns its value or an error as it is, so both convert.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  const T& value() const& { return std::get<0>(checked(true)); }
  T& value() & { return std::get<0>(checked(true)); }
  T&& value() && { return std::get<0>(std::move(checked(true))); }
  const T& operator*() const { return value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const { return std::get<1>(checked(false)); }

 private:
  using State = std::variant<T, Error>;

  const State& checked(bool wants_value) const {
    assert(ok() == wants_value && "a Result holds its value or its error: ask ok() first");
    static_cast<void>(wants_value);
    return state_;
  }
  State& checked(bool wants_value) {
    return const_cast<State&>(std::as_const(*this).checked(wants_value));
  }

  State state_;
};

}  // namespace twofold::io
