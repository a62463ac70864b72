# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The charts' library as the target QCustomPlotQt6::QCustomPlotQt6: the system's own package, else
# built from qcustomplot.{h,cpp} in QCUSTOMPLOT_SOURCE_DIR (where there is no package, as on a Mac).
set(QCUSTOMPLOT_SOURCE_DIR "" CACHE PATH "Folder with qcustomplot.h and qcustomplot.cpp")
if(QCUSTOMPLOT_SOURCE_DIR)
  add_library(qcustomplot STATIC ${QCUSTOMPLOT_SOURCE_DIR}/qcustomplot.cpp
                                 ${QCUSTOMPLOT_SOURCE_DIR}/qcustomplot.h)
  set_target_properties(qcustomplot PROPERTIES AUTOMOC ON)
  target_include_directories(qcustomplot SYSTEM PUBLIC ${QCUSTOMPLOT_SOURCE_DIR})
  target_link_libraries(qcustomplot PUBLIC Qt6::Widgets Qt6::PrintSupport)
  add_library(QCustomPlotQt6::QCustomPlotQt6 ALIAS qcustomplot)
else()
  find_package(QCustomPlotQt6 QUIET)
endif()
if(NOT TARGET QCustomPlotQt6::QCustomPlotQt6)
  message(WARNING "QCustomPlot is not here: the window (pgtandem) is left out, pgtandemctl is built. "
                  "Unpack its sources and set QCUSTOMPLOT_SOURCE_DIR to their folder.")
endif()
